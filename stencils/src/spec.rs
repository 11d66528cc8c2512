//! What the generator must know of single stencils beyond their signature: how to look for their immediates, and what they may touch.

use patchnose_core::jit::stencil::StencilId;

/// How an immediate is looked for.
#[derive(Clone, Copy, Debug)]
pub struct ImmSpec {
    /// Two values whose traces in the code are compared; too large for short encodings, free of patterns.
    pub magic: [i64; 2],
    /// Only signed conditions follow, so that an addition may become a subtraction.
    pub signed: bool,
    /// Values that have a meaning.
    pub limit: (i64, i64),
}

const fn imm(a: i64, b: i64) -> ImmSpec {
    ImmSpec { magic: [a, b], signed: false, limit: (i64::MIN, i64::MAX) }
}

/// A byte offset of a slot, of an 8-byte field, or of a context field.
const OFFSET: ImmSpec = imm(0x550, 0xaa8);
const OFFSET_2: ImmSpec = imm(0x660, 0x998);
const OFFSET_3: ImmSpec = imm(0x7f0, 0x888);
/// A number of bytes added to the frame pointer.
const BYTES: ImmSpec = imm(0x448, 0x330);
const BYTES_2: ImmSpec = imm(0x770, 0x888);
const FIELD32: ImmSpec = imm(0x554, 0xaac);
const UNSIGNED_32: ImmSpec = ImmSpec { limit: (0, 0xffff_ffff), ..imm(0x1234_5678, 0x2b6d_4f17) };
const LEFT_JUSTIFIED: ImmSpec = ImmSpec { signed: true, ..imm(0x155 << 14, 0x2aa << 14) };
const COUNT: ImmSpec = ImmSpec { limit: (0, 49), ..imm(5, 11) };
const BYTE: ImmSpec = ImmSpec { limit: (0, 255), ..imm(0x55, 0x2a) };
const STATUS: ImmSpec = ImmSpec { limit: (0, 0xffff), ..imm(0x1234, 0x2b6d) };
/// A whole word.
const WIDE: ImmSpec = imm(0x1234_5678_9abc_def1, 0x2b6d_4f17_35a9_c8e3);
/// Beside the code.
const LITERAL: ImmSpec = imm(1, 2);

/// The immediates of a stencil.
pub fn imms(id: StencilId) -> &'static [ImmSpec] {
    use StencilId as S;
    match id {
        S::LdSlot | S::StSlot | S::LdSlotF | S::StSlotF | S::LdSlotInt | S::LdSlotI => &[OFFSET],
        S::StSlotInt | S::LdSlotFloat => &[OFFSET],
        S::ZipSource | S::EnterPy | S::RetPy | S::LdField | S::CallValue | S::CallMath => &[OFFSET],
        S::LdConst16 => &[const { ImmSpec { limit: (0, 0xffff), ..imm(0x1234, 0x2b6d) } }],
        S::LdConst32 | S::LdAddr | S::LdRegion | S::StRegion | S::StrGet => &[UNSIGNED_32],
        S::LdConstNeg => &[const { ImmSpec { limit: (-1 << 31, -1), ..imm(-0x1234_5678, -0x2b6d_4f17) } }],
        S::LdConst64 => &[WIDE],
        S::StConst64 => &[OFFSET, WIDE],
        S::LdConstF => &[LITERAL],
        S::AddIImm | S::AddIImmFresh | S::AddIWrapImm => &[LEFT_JUSTIFIED],
        S::BrResized => &[OFFSET, const { ImmSpec { limit: (0, 2), ..imm(0x554, 0xaac) } }],
        S::BrLtImm | S::BrLeImm | S::BrGtImm | S::BrGeImm | S::BrEqImm | S::BrNeImm => &[LEFT_JUSTIFIED],
        S::ShlIImm | S::ShrIImm => &[COUNT],
        // A shift by nothing leaves x86-64's flags as they were.
        S::BrBits | S::BrNoBits => &[const { ImmSpec { limit: (1, 49), ..COUNT } }],
        S::ShlWord | S::ShrWord | S::DivBy => &[const { ImmSpec { limit: (0, 63), ..imm(5, 11) } }],
        S::GuardKind | S::GuardKindFresh => &[BYTE],
        S::ListGetImm | S::ListGetImmInt | S::ListGetImmFloat | S::ListGetImmIntFresh | S::ListGetImmFloatFresh => {
            &[const { imm(0x155, 0x2aa) }, const { imm(0x558, 0xab0) }]
        }
        S::TupleGetImm | S::TupleGetImmInt | S::TupleGetImmFloat => {
            &[const { imm(0x155, 0x2aa) }, const { imm(0x558, 0xab0) }]
        }
        S::ItemImm | S::ItemImmInt | S::ItemImmF | S::ItemImmIntFresh => &[const { imm(0x558, 0xab0) }],
        S::PutItemImm | S::PutItemImmInt | S::PutItemImmFloat => &[const { imm(0x558, 0xab0) }],
        S::CheckLength | S::CheckLengthIs | S::GuardListOf | S::GuardTupleOf => &[const { imm(0x155, 0x2aa) }],
        S::DictGet | S::DictGetInt | S::DictGetFloat => {
            &[const { imm(0x155, 0x2aa) }, const { imm(0x558, 0xab0) }, const { imm(0x660, 0x998) }, LITERAL]
        }
        S::LdField32 => &[FIELD32],
        S::FoldItems => &[COUNT, const { ImmSpec { limit: (0, 4095), ..imm(0x554, 0xaac) } }],
        S::Charge => &[const { ImmSpec { limit: (1, 4095), ..imm(0x554, 0xaac) } }],
        S::StrInSet => &[LITERAL, LITERAL],
        S::CallWindow => &[OFFSET, BYTES, LITERAL],
        S::CallPy => &[OFFSET, OFFSET_2, BYTES, LITERAL, BYTES_2, UNSIGNED_32],
        S::CallPyDirect => &[OFFSET, OFFSET_2, BYTES, LITERAL, BYTES_2],
        S::AfterCall | S::Advance => &[BYTES],
        S::StHeader => &[OFFSET, OFFSET_2, OFFSET_3, LITERAL],
        S::Leave => &[STATUS, UNSIGNED_32],
        S::RetToDriver | S::LeaveCalled => &[STATUS],
        S::CallHelper | S::CallHelperBr => &[OFFSET, UNSIGNED_32],
        _ => &[],
    }
}

/// Whether the first two sources can change places: clang orders them by argument.
pub fn is_commutative(id: StencilId) -> bool {
    use StencilId as S;
    matches!(
        id,
        S::AddI
            | S::AddIFresh
            | S::AddIWrap
            | S::MulRaw
            | S::MulWord
            | S::AndI
            | S::OrI
            | S::XorI
            | S::BrEqI
            | S::BrNeI
            | S::SetEqI
            | S::SetNeI
            | S::BrEqStr
            | S::BrNeStr
            | S::SetEqStr
            | S::SetNeStr
            | S::AddF
            | S::MulF
    )
}

/// Whether the stencil reads or writes fuel.
pub fn uses_fuel(id: StencilId) -> bool {
    use StencilId as S;
    id.signature().kills_pool
        || matches!(
            id,
            S::BackEdge
                | S::Charge
                | S::HasFuel
                | S::FoldFuel
                | S::FoldFuelBy
                | S::FoldItems
                | S::BrNoTurn
                | S::BrTurn
                | S::TakeTurn
                | S::SettleFuel
                | S::SettleUnpaid
                | S::SettleEnd
                | S::Leave
                | S::SaveAndLeave
                | S::LeaveStatus
                | S::LeaveCalled
                | S::RetToDriver
                | S::Enter
        )
}

/// Whether the stencil may write the fuel register.
pub fn writes_fuel(id: StencilId) -> bool {
    use StencilId as S;
    matches!(
        id,
        S::BackEdge
            | S::Charge
            | S::FoldFuel
            | S::FoldFuelBy
            | S::FoldItems
            | S::TakeTurn
            | S::SettleFuel
            | S::SettleUnpaid
            | S::SettleEnd
            | S::CallPy
            | S::CallPyDirect
            | S::CallHelper
            | S::CallHelperBr
            | S::CallValue
            | S::CallWindow
    )
}

/// Whether the stencil may write the frame pointer.
pub fn writes_fp(id: StencilId) -> bool {
    matches!(id, StencilId::CallPy | StencilId::CallPyDirect | StencilId::AfterCall | StencilId::Advance)
}
