// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// `Combos`.
#[derive(Clone, Default)]
pub struct Combos {
    /// `A_int`: may be absent.
    pub a_int: Option<i32>,
    /// `B_int_noemit`: may be absent.
    pub b_int_noemit: Option<i32>,
    /// `C_intn`: absent, nil or a value.
    pub c_intn: rt::Nillable<i32>,
    /// `D_intn_noemit`: may be absent; nil is read as absent.
    pub d_intn_noemit: Option<i32>,
    /// `E_str`: absent, nil or a value.
    pub e_str: rt::Nillable<String>,
    /// `F_str_noemit`: may be absent; nil is read as absent.
    pub f_str_noemit: Option<String>,
    /// `G_int_req`.
    pub g_int_req: i32,
    /// `H_intn_req`: nil or a value.
    pub h_intn_req: Option<i32>,
    /// `I_str_req`: nil or a value.
    pub i_str_req: Option<String>,
    /// `J_bool_noemit`: may be absent.
    pub j_bool_noemit: Option<bool>,
    /// `K_dt_noemit`: may be absent.
    pub k_dt_noemit: Option<rt::DateTime>,
    /// `L_list_noemit`: may be absent; nil is read as absent.
    pub l_list_noemit: Option<Vec<Option<String>>>,
    /// `M_enum_noemit`: may be absent.
    pub m_enum_noemit: Option<Color>,
    /// `N_dbl_noemit`: may be absent.
    pub n_dbl_noemit: Option<f64>,
}

rt::table! {
    Combos, "Combos", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Combos>", CAMPAIGN_MANAGEMENT);
    0 => a_int: rt::optional("<A_int>", CAMPAIGN_MANAGEMENT);
    1 => b_int_noemit: rt::optional("<B_int_noemit>", CAMPAIGN_MANAGEMENT);
    2 => c_intn: rt::nillable("<C_intn>", CAMPAIGN_MANAGEMENT);
    3 => d_intn_noemit: rt::never_nil("<D_intn_noemit>", CAMPAIGN_MANAGEMENT);
    4 => e_str: rt::nillable("<E_str>", CAMPAIGN_MANAGEMENT);
    5 => f_str_noemit: rt::never_nil("<F_str_noemit>", CAMPAIGN_MANAGEMENT);
    6 => g_int_req: rt::required("<G_int_req>", CAMPAIGN_MANAGEMENT);
    7 => h_intn_req: rt::required_nillable("<H_intn_req>", CAMPAIGN_MANAGEMENT);
    8 => i_str_req: rt::required_nillable("<I_str_req>", CAMPAIGN_MANAGEMENT);
    9 => j_bool_noemit: rt::optional("<J_bool_noemit>", CAMPAIGN_MANAGEMENT);
    10 => k_dt_noemit: rt::optional("<K_dt_noemit>", CAMPAIGN_MANAGEMENT);
    11 => l_list_noemit:
        rt::never_nil("<L_list_noemit>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<string>", ARRAYS).many());
    12 => m_enum_noemit: rt::optional("<M_enum_noemit>", CAMPAIGN_MANAGEMENT);
    _ => n_dbl_noemit: rt::optional("<N_dbl_noemit>", CAMPAIGN_MANAGEMENT);
}

/// `Color`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Color {
    /// `Red`.
    #[default]
    Red,
    /// `Light-Green`.
    LightGreen,
    /// `Blue`, number 7.
    Blue,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Color, Unknown;
    0 => Red = "Red";
    1 => LightGreen = "Light-Green";
    2 => Blue = "Blue";
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    Combos: "Combos", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Combos>", CAMPAIGN_MANAGEMENT);
    Color: "Color", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Color>", CAMPAIGN_MANAGEMENT);
    Vec<Option<String>>: "ArrayOfstring", ARRAYS,
        rt::required_nillable("<ArrayOfstring>", ARRAYS)
        .array(&rt::nillable("<string>", ARRAYS).many());
}
