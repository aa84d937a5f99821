//! Pieces that pages are made of. No data access: a part shows what it is given.

pub mod choice;
pub mod cite;
pub mod commune_table;
pub mod fact;
pub mod figure;
pub mod hexagon;
pub mod markup;
pub mod name;
pub mod notice;
pub mod open_evidence;
pub mod ranking_table;
pub mod release;
pub mod series;
pub mod stacked_bar;
pub mod status;
pub mod table;
pub mod text_area;
pub mod tiles;
pub mod value;
pub mod words;
