//! Types of the Microsoft Advertising API v13, generated from its WSDLs (unofficial).
