//! `Serialize` and `Deserialize` of the values that fields hold, in the form they have inside generated types.

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::value::{
    Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth,
    HexBinary, Integer, QName, Time,
};

macro_rules! values {
    ($($type:ty)*) => {$(
        impl Serialize for $type {
            #[inline]
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                super::serialize(self, to)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                super::deserialize(from)
            }
        }
    )*};
}

values! {
    Base64Binary Date DateTime Decimal Duration GDay GMonth GMonthDay GYear GYearMonth HexBinary Integer QName Time
}
