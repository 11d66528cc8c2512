//! The built-in types: names and bases. A type's value is an immediate, so that it costs no memory.

use crate::value::{Sort, Value};

macro_rules! types {
    ($( $name:ident $text:literal $base:ident; )*) => {
        /// A built-in type.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum TypeId { $( #[doc = concat!("`", $text, "`")] $name, )* }

        impl TypeId {
            /// All types in the order of their numbers.
            pub const ALL: &'static [TypeId] = &[$( TypeId::$name, )*];

            /// The type's `__name__`.
            pub const fn name(self) -> &'static str {
                match self { $( TypeId::$name => $text, )* }
            }

            /// The type's base; `object` is its own.
            pub const fn base(self) -> TypeId {
                match self { $( TypeId::$name => TypeId::$base, )* }
            }
        }
    };
}

types! {
    Object "object" Object;
    Type "type" Object;
    NoneType "NoneType" Object;
    Bool "bool" Int;
    Int "int" Object;
    Float "float" Object;
    Str "str" Object;
    List "list" Object;
    Tuple "tuple" Object;
    Dict "dict" Object;
    Set "set" Object;
    Frozenset "frozenset" Object;
    Range "range" Object;
    Slice "slice" Object;
    Function "function" Object;
    Builtin "builtin_function_or_method" Object;
    Method "method" Object;
    MethodDescriptor "method_descriptor" Object;
    Module "module" Object;
    Ellipsis "ellipsis" Object;
    NotImplementedType "NotImplementedType" Object;
    Code "code" Object;
    Traceback "traceback" Object;
    DictKeys "dict_keys" Object;
    DictValues "dict_values" Object;
    DictItems "dict_items" Object;
    ListIterator "list_iterator" Object;
    ListReverseiterator "list_reverseiterator" Object;
    TupleIterator "tuple_iterator" Object;
    StrAsciiIterator "str_ascii_iterator" Object;
    RangeIterator "range_iterator" Object;
    DictKeyiterator "dict_keyiterator" Object;
    DictValueiterator "dict_valueiterator" Object;
    DictItemiterator "dict_itemiterator" Object;
    DictReversekeyiterator "dict_reversekeyiterator" Object;
    DictReversevalueiterator "dict_reversevalueiterator" Object;
    DictReverseitemiterator "dict_reverseitemiterator" Object;
    SetIterator "set_iterator" Object;
    Map "map" Object;
    Filter "filter" Object;
    Zip "zip" Object;
    Enumerate "enumerate" Object;
    Reversed "reversed" Object;
    CallableIterator "callable_iterator" Object;
    BaseException "BaseException" Object;
    Exception "Exception" BaseException;
    ArithmeticError "ArithmeticError" Exception;
    FloatingPointError "FloatingPointError" ArithmeticError;
    OverflowError "OverflowError" ArithmeticError;
    ZeroDivisionError "ZeroDivisionError" ArithmeticError;
    AssertionError "AssertionError" Exception;
    AttributeError "AttributeError" Exception;
    BufferError "BufferError" Exception;
    EOFError "EOFError" Exception;
    ImportError "ImportError" Exception;
    ModuleNotFoundError "ModuleNotFoundError" ImportError;
    LookupError "LookupError" Exception;
    IndexError "IndexError" LookupError;
    KeyError "KeyError" LookupError;
    MemoryError "MemoryError" Exception;
    NameError "NameError" Exception;
    UnboundLocalError "UnboundLocalError" NameError;
    OSError "OSError" Exception;
    BlockingIOError "BlockingIOError" OSError;
    FileExistsError "FileExistsError" OSError;
    FileNotFoundError "FileNotFoundError" OSError;
    InterruptedError "InterruptedError" OSError;
    IsADirectoryError "IsADirectoryError" OSError;
    NotADirectoryError "NotADirectoryError" OSError;
    PermissionError "PermissionError" OSError;
    TimeoutError "TimeoutError" OSError;
    ReferenceError "ReferenceError" Exception;
    RuntimeError "RuntimeError" Exception;
    NotImplementedError "NotImplementedError" RuntimeError;
    RecursionError "RecursionError" RuntimeError;
    StopIteration "StopIteration" Exception;
    StopAsyncIteration "StopAsyncIteration" Exception;
    SyntaxError "SyntaxError" Exception;
    IndentationError "IndentationError" SyntaxError;
    TabError "TabError" IndentationError;
    SystemError "SystemError" Exception;
    TypeError "TypeError" Exception;
    ValueError "ValueError" Exception;
    UnicodeError "UnicodeError" ValueError;
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError;
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError;
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError;
    Warning "Warning" Exception;
    DeprecationWarning "DeprecationWarning" Warning;
    RuntimeWarning "RuntimeWarning" Warning;
    UserWarning "UserWarning" Warning;
    SyntaxWarning "SyntaxWarning" Warning;
    FutureWarning "FutureWarning" Warning;
    ImportWarning "ImportWarning" Warning;
    UnicodeWarning "UnicodeWarning" Warning;
    BytesWarning "BytesWarning" Warning;
    ResourceWarning "ResourceWarning" Warning;
    PendingDeprecationWarning "PendingDeprecationWarning" Warning;
    EncodingWarning "EncodingWarning" Warning;
    GeneratorExit "GeneratorExit" BaseException;
    KeyboardInterrupt "KeyboardInterrupt" BaseException;
    SystemExit "SystemExit" BaseException;
}

impl TypeId {
    /// The type of this number.
    pub const fn from_number(n: u32) -> Option<TypeId> {
        if (n as usize) < TypeId::ALL.len() { Some(TypeId::ALL[n as usize]) } else { None }
    }

    /// The type as a value.
    pub const fn value(self) -> Value {
        Value::immediate(Sort::Type, self as u32)
    }

    /// The built-in type that this value is, if it is one.
    pub fn from_value(v: Value) -> Option<TypeId> {
        TypeId::from_number(v.as_immediate(Sort::Type)?)
    }

    /// Whether it is `other` or derives from it.
    pub const fn is_subtype(self, other: TypeId) -> bool {
        let mut t = self;
        loop {
            if t as u16 == other as u16 {
                return true;
            }
            let base = t.base();
            if base as u16 == t as u16 {
                return false;
            }
            t = base;
        }
    }

    /// Whether programs find it by its name alone.
    pub const fn is_public(self) -> bool {
        self.is_exception()
            || matches!(
                self,
                TypeId::Object
                    | TypeId::Type
                    | TypeId::Bool
                    | TypeId::Int
                    | TypeId::Float
                    | TypeId::Str
                    | TypeId::List
                    | TypeId::Tuple
                    | TypeId::Dict
                    | TypeId::Set
                    | TypeId::Frozenset
                    | TypeId::Range
                    | TypeId::Slice
                    | TypeId::Map
                    | TypeId::Filter
                    | TypeId::Zip
                    | TypeId::Enumerate
                    | TypeId::Reversed
            )
    }

    /// Whether its instances are exceptions.
    pub const fn is_exception(self) -> bool {
        self.is_subtype(TypeId::BaseException)
    }
}
