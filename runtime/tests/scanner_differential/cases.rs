//! Documents made by hand on which all three agree.

use crate::verdict::{agree, quick_xml, roxmltree, scanner};

/// Well-formed documents.
pub(crate) const WELL_FORMED: &[&str] = &[
    "<a/>",
    "<a />",
    "<a></a>",
    "<a\n\t\r ></a\n\t\r >",
    "\u{feff}<a/>",
    " \r\n\t<a/> \r\n\t",
    "<?xml version='1.0'?><a/>",
    "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='yes' ?>\n<a/>",
    "<?xml version = '1.0' encoding = 'x-any.thing_1'?><a/>",
    "<?xml-stylesheet href='x'?><a/><?b?>",
    "<?xmlx?><a><?b  c?d>?></a>",
    "<!-- - -> & < ]]> --><a><!----></a><!-- -->",
    "<a>b</a>",
    "<a>]] ]> ]&gt; ></a>",
    "<a>b<!-- c -->d<?e?>f<![CDATA[g]]>h</a>",
    "<a><![CDATA[]]></a>",
    "<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>",
    "<a>x\r\ny\rz\nw\r</a>",
    "<a><![CDATA[x\r\ny\rz]]></a>",
    "<a>&#13;&#xD;&#x0a;&#9;</a>",
    "<a>&amp;&lt;&gt;&quot;&apos;&#38;&#x26;&#x1F600;&#0038;</a>",
    "<a>\u{e9}\u{20ac}\u{1f600}\u{fffd}\u{feff}\u{85}\u{7f}\u{fdd0}</a>",
    "<a>\u{ff0c}\u{efff}</a>",
    "<a b='1' c=\"2\"/>",
    "<a b = '1'\n c='>\"'/>",
    "<a b='x\ty\nz\r\nw\rv'/>",
    "<a b='&#9;&#10;&#13;&amp;&lt;&quot;&apos;'/>",
    "<a b='' c='&#x20;'/>",
    "<a b=']]>'/>",
    "<\u{e9}l\u{e9}ment \u{4e2d}\u{6587}='\u{e9}'/>",
    "<_a-b.c1/>",
    "<a\u{b7}\u{300}\u{203f}/>",
    "<\u{10000}/>",
    "<a xmlns='urn:a'><b/><c xmlns=''><d/></c></a>",
    "<p:a xmlns:p='urn:a' p:b='1' b='2'><p:c/></p:a>",
    "<a xmlns:p='urn:1'><p:b xmlns:p='urn:2'/><p:b/></a>",
    "<a xmlns:p='urn:1' xmlns:q='urn:1'><p:b/><q:b></q:b></a>",
    "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns='urn:&amp;&#x20;b'><c/></a>",
    "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b i:nil='true'/><b i:nil='true'/><c i:nil='true'/></a>",
    "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b i:nil='true'/><b xmlns:i='urn:i'><b i:nil='true'/></b><b i:nil='true'/></a>",
    "<a><b xmlns:p='urn:1'><p:c/></b><b xmlns:p='urn:2'><p:c/></b></a>",
    "<a>\n  <b>\n    <c/>\n  </b>\n</a>\n",
    "<a><b>0123456789abcde]</b><b>0123456789abcdef]</b><b>0123456789abcdefg\t</b></a>",
    "<a><b>0123456789abcdef0123456789abcdef</b></a>",
    "<a><!-- b--></a>",
    "<a><!-->--></a>",
    "<!--a-b--><a/>",
    "<a><!--->--></a>",
    "<?xml version='1.7'?><a/>",
    "<?xml version='1.1'?><a/>",
    "<a b='&#13;&#10;\r\n'/>",
    "<a b='a&#xD;b'/>",
    "<a><b></b ></a >",
    "<a xml:b='1' c:d='2' xmlns:c='http://x'/>",
    "<a xml:lang='en'/>",
    "<a b='1' xmlns:b='1'/>",
    "<a><![CDATA[]]]]></a>",
    "<a>a]]b]>c</a>",
    "<!----><a/>",
    "<a\u{2160}/>",
    "<\u{2160}/>",
    "<a>\u{85}</a>",
    "<a xmlns='urn:1' xmlns:p='urn:1' b='1' p:b='2'/>",
    "<a>&#65;&#x41;&#00000000000000000000065;</a>",
    "<a>&#x0000000000000000000041;</a>",
];

/// Documents that are not well-formed, or have a document type declaration.
pub(crate) const REFUSED: &[&str] = &[
    "",
    " ",
    "x",
    "<",
    "</a>",
    "<a",
    "<a>",
    "<a/",
    "<a b",
    "<a b=",
    "<a b='",
    "<a b='1",
    "<a b='1'",
    "<a><b></a>",
    "<a></b>",
    "<a></a",
    "<a></a b>",
    "<a></ a>",
    "<a/><b/>",
    "<a/>x",
    "x<a/>",
    "<a>&b;</a>",
    "<a>&nbsp;</a>",
    "<a>& </a>",
    "<a>&</a>",
    "<a>&amp</a>",
    "<a>&;</a>",
    "<a>&#;</a>",
    "<a>&#x;</a>",
    "<a>&#xG;</a>",
    "<a>&#X41;</a>",
    "<a>&#99999999999;</a>",
    "<a b='&c;'/>",
    "<a b='&'/>",
    "<a b/>",
    "<a b=c/>",
    "<a b='<'/>",
    "<a b='1' b='2'/>",
    "<a =''/>",
    "<a><!-- </a>",
    "<a><!-- -- --></a>",
    "<a><![CDATA[ </a>",
    "<a><!b></a>",
    "<a><![cdata[]]></a>",
    "<a><?b</a>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<p:a/>",
    "<a p:b='1'/>",
    "<a xmlns:p='urn:1'/><p:b/>",
    "<a><b xmlns:p='urn:1'/><p:c/></a>",
    "<a xmlns:p='urn:1' xmlns:q='urn:1' p:b='1' q:b='2'/>",
    "<a xmlns:p='urn:1' xmlns:p='urn:1'/>",
    "<a xmlns:xml='urn:1'/>",
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
    "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<xmlns:a/>",
    "<a:/>",
    "<a>&#1;</a>",
    "<a>&#0;</a>",
    "<a>&#xFFFE;</a>",
    "<a>&#+65;</a>",
    "<a><!-- b---></a>",
    "<a b='1'/ >",
    "<a / >",
    "<a/b='1'>",
    "<a'b'></a>",
    "< a/>",
    "<a><b/ ></a>",
    "<a b=1 c/>",
    "<a><xmlns:b/></a>",
    "<a xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<a/>\u{0}",
    "<a>&a&amp;</a>",
    "<a b='x&y;z'/>",
    "<!doctype a><a/>",
    "<a/><!DOCTYPE a>",
    "<a><!DOCTYPE a></a>",
    "<a>x</a\u{a0}>",
];

/// The documents of a list that the scanner takes otherwise than the list says, or on which the others do not agree.
fn exceptions(texts: &[&str], allowed: bool) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        let (own, quick, rox) = (scanner(text), quick_xml(text), roxmltree(text));
        let same = own.is_ok() == allowed && agree(&own, &rox) && agree(&own, &quick);
        if !same || allowed && own != quick {
            found.push(format!(
                "{text:?}: {own:?}, quick-xml {quick:?}, roxmltree {rox:?}"
            ));
        }
    }
    found
}

#[test]
fn well_formed_documents_give_the_same_tree_everywhere() {
    assert_eq!(exceptions(WELL_FORMED, true), Vec::<String>::new());
}

#[test]
fn what_is_not_well_formed_is_refused_everywhere() {
    assert_eq!(exceptions(REFUSED, false), Vec::<String>::new());
}
