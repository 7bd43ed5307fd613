//! Addresses of the web, as they stand in data. Enter at [`read`].

use crate::base::diagnostic::Code;
use crate::base::located::Located;
use crate::base::written::Context;

/// What is written, if it is an absolute http or https address.
pub fn read(written: &Located<&str>, context: &Context<'_>) -> Option<String> {
    let fault = |message: &str, help: &str| {
        context
            .error_at(Code("wrong-address"), &written.span, message)
            .help(help);
        None
    };
    let text = written.value;
    if text.contains(char::is_whitespace) || text.contains('\\') {
        return fault(
            "an address holds no spaces and no backslashes",
            "copy it from the browser's address bar",
        );
    }
    match url::Url::parse(text) {
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            fault("this address is relative", "begin it with https://")
        }
        Err(url::ParseError::EmptyHost) => fault(
            "this address names no host",
            "write it as https://host/path",
        ),
        Err(error) => fault(
            &format!("this is no address: {error}"),
            "write it as https://host/path",
        ),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => fault(
            &format!("an address of the scheme `{}:` is not taken", url.scheme()),
            "only http:// and https:// are",
        ),
        Ok(url) if !has_host(&text[url.scheme().len()..]) => fault(
            "this address names no host",
            "write it as https://host/path",
        ),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => fault(
            "this address carries a user name or password",
            "remove what stands before the @",
        ),
        Ok(_) => Some(text.to_owned()),
    }
}

/// Whether what stands behind a scheme begins with `://` and a host.
fn has_host(rest: &str) -> bool {
    let host = rest.strip_prefix("://");
    host.is_some_and(|host| !host.starts_with('/'))
}
