//! Numbers and booleans are read and written as .NET Core does.

use std::fmt::Debug;

use castile::value::{Atomic, Decimal, Integer, parse, write};
use proptest::prelude::*;

fn text<T: Atomic>(value: &T) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// Reads each text of the table; `None` stands for an error.
#[track_caller]
fn reads<T: Atomic + PartialEq + Debug>(table: &[(&str, Option<T>)]) {
    for (input, expected) in table {
        assert_eq!(
            parse::<T>(input).ok().as_ref(),
            expected.as_ref(),
            "{input:?}"
        );
    }
}

#[track_caller]
fn refuses<T: Atomic + Debug>(input: &str, message: &str) {
    assert_eq!(parse::<T>(input).expect_err(input).to_string(), message);
}

#[test]
fn booleans_have_four_spellings() {
    reads(&[
        ("true", Some(true)),
        ("false", Some(false)),
        ("1", Some(true)),
        ("0", Some(false)),
        (" true\n", Some(true)),
        ("", None),
        ("True", None),
        ("TRUE", None),
        ("yes", None),
        ("01", None),
    ]);
    assert_eq!([text(&true), text(&false)], ["true", "false"]);
}

#[test]
fn integers_take_signs_zeros_and_space_but_nothing_else() {
    reads::<i32>(&[
        ("5", Some(5)),
        (" 5 ", Some(5)),
        ("\t5\r\n", Some(5)),
        ("+5", Some(5)),
        ("05", Some(5)),
        ("-0", Some(0)),
        ("-2147483648", Some(i32::MIN)),
        ("2147483648", None),
        ("", None),
        (" ", None),
        ("-", None),
        ("+", None),
        ("--5", None),
        ("5.0", None),
        ("5e0", None),
        ("0x5", None),
        ("5 5", None),
        ("1,5", None),
        ("\u{665}", None),
        ("\u{a0}5", None),
    ]);
    reads::<u64>(&[
        ("18446744073709551615", Some(u64::MAX)),
        ("18446744073709551616", None),
        (" -00 ", Some(0)),
        ("-1", None),
    ]);
    reads::<u8>(&[
        ("255", Some(255)),
        ("256", None),
        ("+0", Some(0)),
        ("-", None),
    ]);
}

#[test]
fn an_integer_out_of_range_says_so() {
    refuses::<i32>("abc", r#""abc" is not an xs:int"#);
    refuses::<i8>("128", r#""128" is not an xs:byte: out of range"#);
    refuses::<i16>("-32769", r#""-32769" is not an xs:short: out of range"#);
    refuses::<u32>("-1", r#""-1" is not an xs:unsignedInt: out of range"#);
    refuses::<u64>("-x", r#""-x" is not an xs:unsignedLong"#);
    refuses::<i64>("\u{1}", r#""\u{1}" is not an xs:long"#);
}

#[test]
fn an_error_shows_sixty_characters() {
    let long = "é".repeat(61);
    let shown = "é".repeat(60);
    refuses::<i64>(&long, &format!("\"{shown}…\" is not an xs:long"));
    refuses::<i64>(&shown, &format!("\"{shown}\" is not an xs:long"));
}

#[test]
fn doubles_are_read_as_dotnet_reads_them() {
    reads::<f64>(&[
        ("1.5", Some(1.5)),
        (" 1.5 ", Some(1.5)),
        ("+5", Some(5.0)),
        ("05", Some(5.0)),
        (".5", Some(0.5)),
        ("-.5", Some(-0.5)),
        ("5.", Some(5.0)),
        ("1e3", Some(1000.0)),
        ("1E+3", Some(1000.0)),
        ("1e400", Some(f64::INFINITY)),
        ("-1e400", Some(f64::NEG_INFINITY)),
        ("1e-400", Some(0.0)),
        ("INF", Some(f64::INFINITY)),
        ("-INF", Some(f64::NEG_INFINITY)),
        ("Infinity", Some(f64::INFINITY)),
        ("-Infinity", Some(f64::NEG_INFINITY)),
        ("+INF", None),
        ("inf", None),
        ("-inf", None),
        ("1,5", None),
        ("0x10", None),
        ("1_000", None),
        ("", None),
        (" ", None),
        (".", None),
        ("e5", None),
        ("1e", None),
        ("1 e5", None),
        ("1.5f", None),
        ("\u{a0}1", None),
    ]);
    for named in ["NaN", "nan", " NaN "] {
        assert!(parse::<f64>(named).expect(named).is_nan(), "{named:?}");
    }
    assert!(parse::<f64>("-0").expect("a zero").is_sign_negative());
    refuses::<f64>("inf", r#""inf" is not an xs:double"#);
    refuses::<f32>("1,5", r#""1,5" is not an xs:float"#);
}

/// Each number, and what the serialiser wrote for it: fixture `doubles2.xml` and the rules of .NET's `R` format.
#[test]
fn doubles_are_written_as_dotnet_core_writes_them() {
    for (number, written) in [
        (0.0, "0"),
        (-0.0, "-0"),
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (f64::NAN, "NaN"),
        (0.1, "0.1"),
        (0.5, "0.5"),
        (-0.5, "-0.5"),
        (10.5, "10.5"),
        (-10.0, "-10"),
        (19.99, "19.99"),
        (1.0 / 3.0, "0.3333333333333333"),
        (-1.0 / 3.0, "-0.3333333333333333"),
        (0.001, "0.001"),
        (0.0001, "0.0001"),
        (0.00012345, "0.00012345"),
        (0.00001, "1E-05"),
        (1.5e-5, "1.5E-05"),
        (-9.999e-5, "-9.999E-05"),
        (1e-10, "1E-10"),
        (5e-324, "5E-324"),
        (2.2250738585072014e-308, "2.2250738585072014E-308"),
        (100_000.5, "100000.5"),
        (123_456_789.5, "123456789.5"),
        (2_147_483_647.0, "2147483647"),
        (2_147_483_648.0, "2147483648"),
        (4_294_967_296.0, "4294967296"),
        (999_999_999_999_999.0, "999999999999999"),
        (9_999_999_999_999_998.0, "9999999999999998"),
        (1e14, "100000000000000"),
        (1e15, "1000000000000000"),
        (1e16, "10000000000000000"),
        (1e17, "1E+17"),
        (-1e17, "-1E+17"),
        (1e18, "1E+18"),
        (1e22, "1E+22"),
        (1e100, "1E+100"),
        (1.5e14, "150000000000000"),
        (1.5e15, "1500000000000000"),
        (1.5e16, "15000000000000000"),
        (1.5e17, "1.5E+17"),
        (1.5e20, "1.5E+20"),
        (12_345_678_901_234_567.0, "12345678901234568"),
        (f64::MAX, "1.7976931348623157E+308"),
        (f64::MIN, "-1.7976931348623157E+308"),
    ] {
        assert_eq!(text(&number), written);
    }
    for (number, written) in [
        (0.1_f32, "0.1"),
        (1.5, "1.5"),
        (16_777_216.0, "16777216"),
        (100_000_000.0, "100000000"),
        (1e9, "1E+09"),
        (-1e9, "-1E+09"),
        (0.0001, "0.0001"),
        (0.00001, "1E-05"),
        (f32::MAX, "3.4028235E+38"),
    ] {
        assert_eq!(text(&number), written);
    }
}

/// Row 30: decimals have no exponent.
#[test]
fn decimals_keep_their_scale_and_have_no_exponent() {
    for (input, written) in [
        ("0", "0"),
        ("1.0", "1.0"),
        ("1.10", "1.10"),
        ("1.50", "1.50"),
        ("19.99", "19.99"),
        ("-0.5", "-0.5"),
        ("0.0000001", "0.0000001"),
        (
            "0.0000000000000000000000000001",
            "0.0000000000000000000000000001",
        ),
        (
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        ),
        (
            "-79228162514264337593543950335",
            "-79228162514264337593543950335",
        ),
        (" 1.5\n", "1.5"),
        ("+5", "5"),
        ("05", "5"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("100", "100"),
        (
            "00000000000000000000000000000000000000000000000001.50",
            "1.50",
        ),
        (
            "123456789012345678901234567890123456789.50",
            "123456789012345678901234567890123456789.50",
        ),
        (
            "-0.0000000000000000000000000000000000000000001",
            "-0.0000000000000000000000000000000000000000001",
        ),
        (
            "-0.0000000000000000000000000000000000000000000",
            "0.0000000000000000000000000000000000000000000",
        ),
    ] {
        assert_eq!(
            parse::<Decimal>(input).map(|value| text(&value)).as_deref(),
            Ok(written)
        );
    }
    let long = "1".repeat(50) + "e3";
    for input in [
        "", " ", ".", "-", "+.", "1e3", "INF", "NaN", "1,5", "1.2.3", "1 2", "--1", "0x1",
        "\u{665}", &long,
    ] {
        assert!(parse::<Decimal>(input).is_err(), "{input:?}");
    }
}

#[test]
fn decimals_are_equal_as_numbers() {
    let order = [
        "-100000000000000000000000000000000000000000",
        "-99.5",
        "-99",
        "-0.01",
        "0",
        "0.0000000000000000000000000000000000000000000001",
        "0.1",
        "1.1",
        "2",
        "10",
        "170141183460469231731687303715884105727",
        "170141183460469231731687303715884105727.1",
        "170141183460469231731687303715884105728",
    ]
    .map(|text| text.parse::<Decimal>().expect(text));
    for (left, a) in order.iter().enumerate() {
        for (right, b) in order.iter().enumerate() {
            assert_eq!(a.cmp(b), left.cmp(&right), "{a} {b}");
        }
    }
    let [short, long] = ["1.1", "1.1000000000000000000000000000000000000000000000"]
        .map(|text| text.parse::<Decimal>().expect(text));
    assert_eq!(short, long);
    assert_eq!(long.normalized().to_string(), "1.1");
    let both = std::collections::HashSet::from([short, long]);
    assert_eq!(both.len(), 1);
}

#[test]
fn decimals_convert_to_numbers_that_hold_them() {
    let decimal = |text: &str| text.parse::<Decimal>().expect(text);
    assert_eq!(i64::try_from(&decimal("12.00")), Ok(12));
    assert_eq!(
        i64::try_from(&decimal("12.5"))
            .expect_err("a fraction")
            .to_string(),
        "12.5 is no `Integer`: it is not a whole number"
    );
    assert_eq!(
        u8::try_from(&decimal("256"))
            .expect_err("too large")
            .to_string(),
        "256 is no `u8`: it is out of range"
    );
    assert_eq!(
        Decimal::try_from(19.99).map(|d| d.to_string()).as_deref(),
        Ok("19.99")
    );
    assert_eq!(
        Decimal::try_from(1e-7).map(|d| d.to_string()).as_deref(),
        Ok("0.0000001")
    );
    assert!(Decimal::try_from(f64::NAN).is_err());
    assert_eq!(decimal("0.1").to_f64(), 0.1);
    assert_eq!(Decimal::new(-1995, 2).to_string(), "-19.95");
    assert_eq!(Decimal::new(5, 3).to_string(), "0.005");
    assert_eq!(Decimal::new(5, 40).mantissa(), Some(5));
    assert_eq!(
        (decimal("1.50").mantissa(), decimal("1.50").scale()),
        (Some(150), 2)
    );
}

/// Row 30: numbers are exact.
#[test]
fn integers_have_any_size() {
    for (input, written) in [
        ("0", "0"),
        ("-0", "0"),
        ("+007", "7"),
        (" 5 ", "5"),
        (
            "170141183460469231731687303715884105727",
            "170141183460469231731687303715884105727",
        ),
        (
            "170141183460469231731687303715884105728",
            "170141183460469231731687303715884105728",
        ),
        (
            "-00000000000000000000000000000000000000000000000000000000001",
            "-1",
        ),
        (
            "-000999999999999999999999999999999999999999999999999999999999",
            "-999999999999999999999999999999999999999999999999999999999",
        ),
    ] {
        assert_eq!(
            parse::<Integer>(input).map(|value| text(&value)).as_deref(),
            Ok(written)
        );
    }
    for input in ["", "-", "1.0", "1e3", "1 1", "\u{665}"] {
        assert!(parse::<Integer>(input).is_err(), "{input:?}");
    }
    let big = |text: &str| text.parse::<Integer>().expect(text);
    let beyond = big("170141183460469231731687303715884105728");
    let below = big("-170141183460469231731687303715884105729");
    let far_below = big("-999999999999999999999999999999999999999999");
    assert!(
        far_below < below && below < Integer::from(i128::MIN) && Integer::from(i128::MAX) < beyond
    );
    assert!(below.is_negative() && beyond.is_positive() && Integer::ZERO.is_zero());
    assert!(i64::try_from(&beyond).is_err());
    assert_eq!(Integer::try_from(&Decimal::from(&beyond)), Ok(beyond));
}

proptest! {
    #[test]
    fn a_double_reads_back_the_same(bits: u64) {
        let number = f64::from_bits(bits);
        let back: f64 = parse(&text(&number)).expect("it was written");
        prop_assert!(back.to_bits() == bits || back.is_nan() && number.is_nan());
    }

    #[test]
    fn a_float_reads_back_the_same(bits: u32) {
        let number = f32::from_bits(bits);
        let back: f32 = parse(&text(&number)).expect("it was written");
        prop_assert!(back.to_bits() == bits || back.is_nan() && number.is_nan());
    }

    #[test]
    fn a_double_of_cents_is_written_plainly(cents in -1_000_000_000_i64..1_000_000_000) {
        let number = cents as f64 / 100.0;
        prop_assert_eq!(text(&number), number.to_string());
    }

    #[test]
    fn an_integer_reads_back_the_same(number: i64, unsigned: u64) {
        prop_assert_eq!(parse::<i64>(&text(&number)), Ok(number));
        prop_assert_eq!(parse::<u64>(&text(&unsigned)), Ok(unsigned));
    }

    #[test]
    fn digits_of_any_count_are_kept(digits in "-?[1-9][0-9]{0,80}", fraction in "[0-9]{1,80}") {
        let integer: Integer = digits.parse().expect("digits");
        prop_assert_eq!(integer.to_string(), digits.clone());
        let written = format!("{digits}.{fraction}");
        let decimal: Decimal = written.parse().expect("digits");
        prop_assert_eq!(decimal.to_string(), written);
        prop_assert_eq!(decimal.scale(), fraction.len());
        prop_assert_eq!(&decimal.normalized(), &decimal);
    }

    #[test]
    fn decimals_are_in_the_order_of_their_mantissas(a: i64, b: i64, scale in 0_usize..30, longer in 0_usize..30) {
        let a = Decimal::new(a.into(), scale);
        let longer_b = format!("{}{}", Decimal::new(b.into(), scale), if scale > 0 { "0".repeat(longer) } else { String::new() });
        let b_written: Decimal = longer_b.parse().expect("digits");
        let b = Decimal::new(b.into(), scale);
        prop_assert_eq!(&b, &b_written);
        prop_assert_eq!(a.cmp(&b_written), a.mantissa().cmp(&b.mantissa()));
    }

    #[test]
    fn no_text_makes_a_reader_panic(input in "\\PC{0,30}|[-+0-9.eE:TZPDHMSINFa ]{0,30}") {
        let _ = (parse::<i32>(&input), parse::<u8>(&input), parse::<f64>(&input), parse::<f32>(&input), parse::<bool>(&input));
        let _ = (parse::<Decimal>(&input), parse::<Integer>(&input));
    }
}
