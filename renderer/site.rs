//! A page of the book, and what all pages of one build share.

use std::collections::HashMap;

use crate::renderer::assets::Assets;
use crate::renderer::contents::Contents;
use crate::renderer::outline::Outline;
use crate::renderer::places::Places;
use crate::renderer::search::Written;
use crate::renderer::settings::Settings;

pub struct Page {
    /// From the book's folder.
    pub path: String,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Chapter,
    /// The first chapter, once more as index.html.
    Copy,
    /// All chapters in one.
    Print,
    NotFound,
    Redirect,
}

impl Page {
    pub fn new(path: &str, kind: Kind) -> Page {
        Page {
            path: path.to_owned(),
            kind,
        }
    }
}

/// What all pages of one build share.
pub struct Site<'a> {
    pub settings: &'a Settings,
    pub contents: Contents,
    pub assets: Assets,
    pub icon: Option<String>,
    /// Whether the book has a picture for previews.
    pub picture: bool,
    pub places: Places,
    /// Ids that are gone from the book, and what takes their place, as JSON.
    pub successors: Option<String>,
    /// The index of the book, if it is searched.
    pub search: Option<Written>,
    /// Of each page: how often mdBook's break between chapters stands in it, since an author may write it, too.
    pub breaks: HashMap<String, usize>,
    /// What `index.hbs` itself says, before a chapter is in it.
    pub theme: Outline,
}
