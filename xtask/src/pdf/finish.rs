//! What Chromium leaves out of a PDF: authors, subject, language, and names for all kinds of tags.

use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, dictionary, text_string};

/// What is known of the document besides its pages.
pub struct Facts {
    pub title: String,
    pub author: String,
    pub subject: String,
    pub language: String,
}

/// Writes `facts` into `document`. Tags, outline and links stay as they are.
pub fn complete(document: &mut Document, facts: &Facts) -> Result<()> {
    information(document, facts)?;
    let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = document.add_object(Stream::new(xmp, xmp_packet(facts).into_bytes()));
    roles(document)?;
    let catalog = document.catalog_mut()?;
    catalog.set("Metadata", xmp);
    catalog.set("Lang", text_string(&facts.language));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    Ok(())
}

/// The document as a file. With its small objects packed, as PDF has it since 1.5: a third of the size.
pub fn save(document: &mut Document) -> Result<Vec<u8>> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        // Zero, unless said.
        .compression_level(6)
        .build();
    let mut file = Vec::new();
    document.version = "1.7".to_owned();
    document
        .save_with_options(&mut file, options)
        .context("the PDF cannot be packed")?;
    Ok(file)
}

fn information(document: &mut Document, facts: &Facts) -> Result<()> {
    let old = document.trailer.get(b"Info");
    let old = old.and_then(|old| document.dereference(old));
    let mut information = old
        .and_then(|(_, old)| old.as_dict())
        .cloned()
        .unwrap_or_default();
    for (key, text) in [
        ("Title", &facts.title),
        ("Author", &facts.author),
        ("Subject", &facts.subject),
    ] {
        if !text.is_empty() {
            information.set(key, text_string(text));
        }
    }
    // Chromium puts its user agent there, and with it the system of whoever printed.
    information.set("Creator", text_string("mdBook"));
    let information = document.add_object(information);
    document.trailer.set("Info", information);
    Ok(())
}

/// Chromium tags with two names that only PDF 2.0 knows. Readers of older ones are told what they are like.
fn roles(document: &mut Document) -> Result<()> {
    let Ok(root) = document
        .catalog()?
        .get(b"StructTreeRoot")
        .and_then(Object::as_reference)
    else {
        return Ok(());
    };
    let root = document.get_dictionary_mut(root)?;
    let mut roles = root
        .get(b"RoleMap")
        .and_then(Object::as_dict)
        .cloned()
        .unwrap_or_else(|_| Dictionary::new());
    for name in ["Strong", "Em"] {
        if !roles.has(name.as_bytes()) {
            roles.set(name, "Span");
        }
    }
    root.set("RoleMap", roles);
    Ok(())
}

/// The same facts as XMP, which newer readers and libraries look for.
fn xmp_packet(facts: &Facts) -> String {
    let [title, author, subject, language] =
        [&facts.title, &facts.author, &facts.subject, &facts.language].map(|text| escape(text));
    format!(
        r#"<?xpacket begin="{}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        '\u{feff}'
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::decode_text_string;

    #[test]
    fn facts_survive_saving() {
        let mut document = Document::with_version("1.4");
        let pages = document.add_object(dictionary! { "Type" => "Pages", "Count" => 0 });
        let tags = document.add_object(dictionary! { "Type" => "StructTreeRoot" });
        let catalog = document.add_object(
            dictionary! { "Type" => "Catalog", "Pages" => pages, "StructTreeRoot" => tags },
        );
        document.trailer.set("Root", catalog);
        let agent = document.add_object(dictionary! {
            "Creator" => text_string("Mozilla/5.0 (X11)"), "Producer" => text_string("Skia"),
        });
        document.trailer.set("Info", agent);
        let facts = Facts {
            title: "Über & mehr".to_owned(),
            author: "A".to_owned(),
            subject: String::new(),
            language: "de".to_owned(),
        };
        complete(&mut document, &facts).unwrap();
        let file = save(&mut document).unwrap();

        let document = Document::load_mem(&file).unwrap();
        let information = document.trailer.get(b"Info").unwrap();
        let information = document.dereference(information).unwrap().1;
        let text = |key: &[u8]| {
            decode_text_string(information.as_dict().unwrap().get(key).unwrap()).unwrap()
        };
        assert_eq!(text(b"Title"), "Über & mehr");
        assert_eq!(text(b"Creator"), "mdBook");
        assert_eq!(text(b"Producer"), "Skia");
        let catalog = document.catalog().unwrap();
        assert_eq!(
            decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(),
            "de"
        );
        let tags = document.get_dictionary(tags).unwrap();
        let roles = tags.get(b"RoleMap").unwrap().as_dict().unwrap();
        assert_eq!(roles.get(b"Em").unwrap().as_name().unwrap(), b"Span");
        let xmp = document
            .dereference(catalog.get(b"Metadata").unwrap())
            .unwrap()
            .1;
        let xmp = String::from_utf8(xmp.as_stream().unwrap().content.clone()).unwrap();
        assert!(xmp.contains("Über &amp; mehr"), "{xmp}");
    }
}
