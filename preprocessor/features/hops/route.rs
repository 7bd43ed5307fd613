//! `hops route`: the best route from one role to another, fixed in a chapter.

use crate::base::asset::Asset;
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Name, NameList, reference, references};
use crate::base::names::Ref;
use crate::base::numbers::{Flag, flag};
use crate::features::guide::Guide;
use crate::features::hops::engine::{Answer, Constraint, answer};
use crate::features::hops::network::{Network, Question, Route};
use crate::features::hops::schema::Role;
use crate::features::hops::stops;
use crate::features::widget::{Page, View, Widget};

keys! {
    /// The route to show.
    Arguments = "this block";

    /// Where it begins.
    FROM: Name = reference("from", "a role").example(r#""a-role""#);
    /// Where it ends. The nearest goal, if left out.
    TO: Name = reference("to", "a role").optional().example(r#""another-role""#);
    /// It passes these, in this order.
    VIA: NameList = references("via", "roles").optional().example(r#"["a-role"]"#);
    /// It passes none of these.
    AVOID: NameList = references("avoid", "roles").optional().example(r#"["a-role"]"#);
    /// This chapter is the one about the role where the route begins: the planner leads here.
    HOME: Flag = flag("home").optional().example("true");
}

pub struct ShowRoute;

impl Widget for ShowRoute {
    fn name(&self) -> &'static str {
        "route"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/route.md")
    }

    fn element(&self) -> &'static str {
        "hops-route"
    }

    fn assets(&self) -> &'static [Asset] {
        &[super::assets::ROUTE_CSS]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        let roles = &guide.hops.roles;
        let from = fields.refer(Arguments::FROM, roles);
        let to = fields.refer(Arguments::TO, roles);
        let via = fields.refer_all(Arguments::VIA, roles);
        let avoid = fields.refer_all(Arguments::AVOID, roles);
        let home = fields.get(Arguments::HOME);
        let positions = |roles: Vec<Ref<Role>>| roles.iter().map(|role| role.index).collect();
        let from = from?;
        Some(Box::new(Shown {
            question: Question {
                from: from.index,
                to: to.map(|to| to.index),
                via: positions(via?),
                avoid: positions(avoid?),
                ..Question::default()
            },
            page_of: home.then_some(from),
        }))
    }
}

struct Shown {
    question: Question,
    page_of: Option<Ref<Role>>,
}

impl Shown {
    /// The best route, which [`View::problem`] has seen to be there.
    fn route(&self, guide: &Guide) -> Option<Route> {
        match answer(&Network::of(guide), &self.question) {
            Answer::Routes(routes) => routes.into_iter().next(),
            _ => None,
        }
    }
}

impl View for Shown {
    fn page_of(&self) -> Option<Ref<Role>> {
        self.page_of
    }

    fn problem(&self, guide: &Guide) -> Option<(Code, String, String)> {
        let title = |role: usize| format!("`{}`", guide.hops.roles[Ref::new(role)].id);
        let from = title(self.question.from);
        let to = self.question.to.map_or("a goal".to_owned(), title);
        if self.question.to == Some(self.question.from) {
            let message = format!("this route begins where it ends, at {from}");
            return Some((Code("no-route"), message, "name two roles".to_owned()));
        }
        match answer(&Network::of(guide), &self.question) {
            Answer::Routes(_) => None,
            Answer::Nowhere => Some((
                Code("no-route"),
                format!("there is no route from {from} to {to}"),
                "name other roles, or add hops to the data".to_owned(),
            )),
            Answer::Blocked { by, nearest } => {
                let names = by.iter().map(|constraint| match constraint {
                    Constraint::Avoid(role) => format!("avoiding {}", title(*role)),
                    Constraint::Via(role) => format!("passing {}", title(*role)),
                });
                let names: Vec<_> = names.collect();
                let way: Vec<_> = nearest.roles.iter().map(|role| title(*role)).collect();
                Some((
                    Code("no-route"),
                    format!(
                        "there is no route from {from} to {to}: {} blocks it",
                        names.join(" and ")
                    ),
                    format!("without that, the nearest is {}", way.join(", ")),
                ))
            }
        }
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let Some(route) = self.route(page.guide) else {
            return;
        };
        out.element("hops-route", &[], |h| {
            stops::html(&route.roles, page, h);
            let sum = stops::sum(&stops::hops(page, &route.roles));
            h.text_element("p", &[("class", "hops-stops-sum")], &format!("{sum}."));
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let Some(route) = self.route(page.guide) else {
            return;
        };
        stops::markdown(&route.roles, "", page, out);
        let sum = stops::sum(&stops::hops(page, &route.roles));
        out.push_str(&format!("\n{}.\n", crate::base::markdown::escape(&sum)));
    }
}
