use super::Reader;
use super::draft::read_time;
use crate::conversions::hash;
use crate::conversions::row::Row;
use castile::DateTime;

fn now() -> DateTime {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

fn rows(text: &str) -> Vec<Row> {
    Reader::new(text.as_bytes(), now())
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn header_error(text: &str) -> String {
    Reader::new(text.as_bytes(), now()).unwrap_err().to_string()
}

fn complaints(row: &Row) -> Vec<String> {
    row.content
        .as_ref()
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn cells_become_members() {
    let text = "\u{feff}ConversionName, conversiontime ,MicrosoftClickId,ConversionValue,ConversionCurrencyCode,Email,Phone,Note\r\n\
                \"Lead, \"\"new\"\"\r\nhere\",2026-06-01T10:00:00.5Z,c1,1234.5,EUR,A.b+c@D.com,+1 425 555 1234,hello\r\n";
    let [row] = rows(text).try_into().unwrap();
    assert_eq!(row.number, Some(2));
    let conversion = row.content.unwrap();
    assert_eq!(
        conversion.conversion_name.as_deref(),
        Some("Lead, \"new\"\r\nhere")
    );
    assert_eq!(
        conversion.conversion_time,
        "2026-06-01T10:00:00.5Z".parse().ok()
    );
    assert_eq!(conversion.microsoft_click_id.as_deref(), Some("c1"));
    assert_eq!(conversion.conversion_value.as_option(), Some(&1234.5));
    assert_eq!(conversion.conversion_currency_code.as_deref(), Some("EUR"));
    assert_eq!(
        conversion.hashed_email_address,
        hash::email("ab@d.com").ok()
    );
    assert_eq!(
        conversion.hashed_phone_number,
        hash::phone("+14255551234").ok()
    );
}

#[test]
fn an_empty_cell_is_a_value_that_is_not_given() {
    let [row] = rows("ConversionName,ConversionValue\nLead,\n")
        .try_into()
        .unwrap();
    let conversion = row.content.unwrap();
    assert!(conversion.conversion_value.as_option().is_none());
    assert!(conversion.conversion_time.is_none());
}

#[test]
fn every_bad_cell_is_named() {
    let text = "ConversionName,ConversionTime,ConversionValue,ExternalAttributionCredit,Email,Phone\n\
                Lead,31/01/2026,\"1,5\",half,nobody,12345\n";
    assert_eq!(
        complaints(&rows(text)[0]),
        [
            "row 2, ConversionTime: a time is written like 2026-01-31T23:59:59Z: `31/01/2026`",
            "row 2, ConversionValue: the value must be a number, finite and not negative: `1,5`",
            "row 2, ExternalAttributionCredit: the credit must be greater than 0 and at most 1: `half`",
            "row 2, Email: an email address has an `@`",
            "row 2, Phone: a phone number starts with `+` and the country code",
        ]
    );
}

#[test]
fn an_address_is_given_once_in_the_clear_or_hashed() {
    let text = format!("HashedEmailAddress,Email\n{},a@b.c\n", "0".repeat(64));
    assert_eq!(
        complaints(&rows(&text)[0]),
        ["row 2, Email: both `Email` and `HashedEmailAddress` are given"]
    );
}

#[test]
fn a_row_of_another_length_is_named() {
    let read = rows("ConversionName,Note\nLead\nLead,a,b\n");
    assert_eq!(
        complaints(&read[0]),
        ["row 2: the row has 1 cells, the header 2"]
    );
    assert_eq!(
        complaints(&read[1]),
        ["row 3: the row has 3 cells, the header 2"]
    );
}

#[test]
fn rows_keep_their_numbers_when_others_have_no_text() {
    let numbers: Vec<_> = rows("ConversionName,Note\nLead,\n,\n , \nSale,\n")
        .iter()
        .map(|row| row.number)
        .collect();
    assert_eq!(numbers, [Some(2), Some(5)]);
}

#[test]
fn a_header_that_cannot_be_understood_is_explained() {
    assert!(header_error("ConversionName,Clickid\n").starts_with(
        "there is no column `Clickid`; the columns are ConversionName, ConversionTime, MicrosoftClickId"
    ));
    assert!(
        header_error("ConversionName;ConversionTime\n").contains("cells are separated by commas")
    );
    assert_eq!(
        header_error("Note,note\n"),
        "the column `Note` is there twice"
    );
    assert_eq!(header_error(""), "there is no header");
}

#[test]
fn text_in_another_encoding_is_named() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("Note\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let error = Reader::new(utf16.as_slice(), now()).unwrap_err();
    assert_eq!(error.to_string(), "the text is UTF-16; save it as UTF-8");
    let latin1: &[u8] = b"ConversionName\nCaf\xe9\n";
    let row = Reader::new(latin1, now()).unwrap().next().unwrap().unwrap();
    assert_eq!(
        complaints(&row),
        ["row 2, ConversionName: the cell is not UTF-8"]
    );
}

#[test]
fn times_may_be_relative_to_the_start_of_the_upload() {
    for (text, time) in [
        ("now", Some("2026-06-30T12:00:00Z")),
        ("now-3d", Some("2026-06-27T12:00:00Z")),
        ("now-36h", Some("2026-06-29T00:00:00Z")),
        ("now-90m", Some("2026-06-30T10:30:00Z")),
        ("now+30s", Some("2026-06-30T12:00:30Z")),
        ("now-d", None),
        ("now3d", None),
        ("now-3w", None),
        ("now-3\u{e9}", None),
        ("now-99999999999999999d", None),
    ] {
        assert_eq!(
            read_time(text, now()),
            time.map(|time| time.parse().unwrap()),
            "{text}"
        );
    }
}
