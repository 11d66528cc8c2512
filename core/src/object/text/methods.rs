//! The table of the methods of `str`.

use super::{case, expand, index, join, pad, predicates, replace, search, split, strip, translate};
use crate::builtins::Native;
use crate::builtins::native::unreachable_body;
use crate::object::TypeId::Str;
use crate::object::template;

/// The methods of `str`.
pub const METHODS: &[Native] = &[
    Native::method(Str, "__len__", &["self"], 1, index::len),
    Native::method(Str, "capitalize", &["self"], 1, case::capitalize),
    Native::method(Str, "casefold", &["self"], 1, case::casefold),
    Native::method(Str, "center", &["self", "width", "fillchar"], 2, pad::center),
    Native::method(Str, "count", &["self", "sub", "start", "end"], 2, search::count),
    Native::method(Str, "endswith", &["self", "suffix", "start", "end"], 2, search::endswith),
    Native::method(Str, "expandtabs", &["self", "tabsize"], 1, expand::expandtabs).keywords(1, 0),
    Native::method(Str, "find", &["self", "sub", "start", "end"], 2, search::find),
    Native::method(Str, "format", &["self"], 1, template::format).varargs().varkw(),
    Native::method(Str, "format_map", &["self", "mapping"], 2, template::format_map),
    Native::method(Str, "index", &["self", "sub", "start", "end"], 2, search::index),
    Native::method(Str, "isalnum", &["self"], 1, predicates::isalnum),
    Native::method(Str, "isalpha", &["self"], 1, predicates::isalpha),
    Native::method(Str, "isascii", &["self"], 1, predicates::isascii),
    Native::method(Str, "isdecimal", &["self"], 1, predicates::isdecimal),
    Native::method(Str, "isdigit", &["self"], 1, predicates::isdigit),
    Native::method(Str, "isidentifier", &["self"], 1, predicates::isidentifier),
    Native::method(Str, "islower", &["self"], 1, predicates::islower),
    Native::method(Str, "isnumeric", &["self"], 1, predicates::isnumeric),
    Native::method(Str, "isprintable", &["self"], 1, predicates::isprintable),
    Native::method(Str, "isspace", &["self"], 1, predicates::isspace),
    Native::method(Str, "istitle", &["self"], 1, predicates::istitle),
    Native::method(Str, "isupper", &["self"], 1, predicates::isupper),
    Native::method(Str, "join", &["self", "iterable"], 2, unreachable_body).calling(0, join::join),
    Native::method(Str, "ljust", &["self", "width", "fillchar"], 2, pad::ljust),
    Native::method(Str, "lower", &["self"], 1, case::lower),
    Native::method(Str, "lstrip", &["self", "chars"], 1, strip::lstrip),
    Native::function("maketrans", &["type"], 1, translate::maketrans).varargs(),
    Native::method(Str, "partition", &["self", "sep"], 2, split::partition),
    Native::method(Str, "removeprefix", &["self", "prefix"], 2, replace::removeprefix),
    Native::method(Str, "removesuffix", &["self", "suffix"], 2, replace::removesuffix),
    Native::method(Str, "replace", &["self", "old", "new", "count"], 3, replace::replace).keywords(3, 0),
    Native::method(Str, "rfind", &["self", "sub", "start", "end"], 2, search::rfind),
    Native::method(Str, "rindex", &["self", "sub", "start", "end"], 2, search::rindex),
    Native::method(Str, "rjust", &["self", "width", "fillchar"], 2, pad::rjust),
    Native::method(Str, "rpartition", &["self", "sep"], 2, split::rpartition),
    Native::method(Str, "rsplit", &["self", "sep", "maxsplit"], 1, split::rsplit).keywords(1, 0),
    Native::method(Str, "rstrip", &["self", "chars"], 1, strip::rstrip),
    Native::method(Str, "split", &["self", "sep", "maxsplit"], 1, split::split).keywords(1, 0),
    Native::method(Str, "splitlines", &["self", "keepends"], 1, split::splitlines).keywords(1, 0),
    Native::method(Str, "startswith", &["self", "prefix", "start", "end"], 2, search::startswith),
    Native::method(Str, "strip", &["self", "chars"], 1, strip::strip),
    Native::method(Str, "swapcase", &["self"], 1, case::swapcase),
    Native::method(Str, "title", &["self"], 1, case::title),
    Native::method(Str, "translate", &["self", "table"], 2, translate::translate),
    Native::method(Str, "upper", &["self"], 1, case::upper),
    Native::method(Str, "zfill", &["self", "width"], 2, pad::zfill),
];
