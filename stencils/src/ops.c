/* The stencils: one C source for both architectures.
 *
 * Each STENCIL(name) { ... } is the body of one stencil of `core/src/jit/stencil_list.rs`, where its operands, immediates and edges are
 * listed and its meaning is told. The generator instantiates a body many times with the operands D, A, B, C defined as pool
 * registers (g0.. or f0..) and the immediates K0.. as constants, and finds the holes by comparing the code. It reads this file line by line: a stencil begins
 * with STENCIL( or NAKED( in column 0 and ends with a closing brace in column 0 or at the end of the same line.
 *
 * Rules: end with GO(CONT), GO(TAKEN) or GO(EXIT); change no register but D; leave D alone before an exit; no function calls, no stack.
 * The pool is all that is alive: what a body needs beside it clang takes from the scratch registers. */

#include "layout.h"

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

struct context {
    u64 fp, fuel, pc, value, depth_margin, stack_margin, helpers[];
    /* What lies behind: see layout.h. */
};
#define CHECK_OFFSET(field) _Static_assert(__builtin_offsetof(struct context, field) == CONTEXT_##field, #field)
CHECK_OFFSET(fp);
CHECK_OFFSET(fuel);
CHECK_OFFSET(pc);
CHECK_OFFSET(value);
CHECK_OFFSET(depth_margin);
CHECK_OFFSET(stack_margin);
CHECK_OFFSET(helpers);

/* Registers. preserve_none of clang 19 passes the arguments in these registers, in this order; the generator checks what came out. */
#define PN __attribute__((preserve_none))
#if defined(__aarch64__)
/* x20 x21 x22 x23 pinned | x24-x28, x0-x7: g0-g12 | d0-d7: f0-f7. Scratch: x8-x17, d16-d31, without being named. */
#define ARGS                                                                                                              \
    struct context *ctx, u8 *fp, u64 tag, i64 fuel, i64 g0, i64 g1, i64 g2, i64 g3, i64 g4, i64 g5, i64 g6, i64 g7, i64 g8, \
        i64 g9, i64 g10, i64 g11, i64 g12, double f0, double f1, double f2, double f3, double f4, double f5, double f6,     \
        double f7
#define PASS ctx, fp, tag, fuel, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12, f0, f1, f2, f3, f4, f5, f6, f7
#else
/* r12 r13 r14 r15 pinned | rdi rsi: g3 g4 | rdx rcx: s0 s1, scratch | r8 r9 r11: g0 g1 g2 | rax: s2, scratch | xmm0-7: f0-f7.
 * rbp, r10 and xmm8-15 are scratch without being named; rbx is of the pool, but has no name here: a body must leave it alone. */
#define ARGS                                                                                                          \
    struct context *ctx, u8 *fp, u64 tag, i64 fuel, i64 g3, i64 g4, i64 s0, i64 s1, i64 g0, i64 g1, i64 g2, i64 s2, \
        double f0, double f1, double f2, double f3, double f4, double f5, double f6, double f7
#define PASS_WITH(rax) \
    ctx, fp, tag, fuel, g3, g4, UNDEF_IN("rdx"), UNDEF_IN("rcx"), g0, g1, g2, rax, f0, f1, f2, f3, f4, f5, f6, f7
#define PASS PASS_WITH(UNDEF_IN("rax"))
#endif

/* A value that costs no instruction: the register it is passed in is dead. Volatile, or they would be one value, to be copied. */
#define UNDEF(type, constraint)            \
    ({                                     \
        type undefined;                    \
        __asm__ volatile("" : "=" constraint(undefined)); \
        undefined;                         \
    })
#define UNDEF_IN(reg)                            \
    ({                                           \
        register i64 undefined __asm__(reg);     \
        __asm__ volatile("" : "=r"(undefined));  \
        undefined;                               \
    })
/* A double in a scratch register: d8 to d15 are pool registers that clang does not know of. */
#if defined(__aarch64__)
#define SCRATCH_DOUBLE(name, value)              \
    register double name __asm__("d16") = value; \
    __asm__("" : "+w"(name))
#else
#define SCRATCH_DOUBLE(name, value)               \
    register double name __asm__("xmm8") = value; \
    __asm__("" : "+x"(name))
#endif
/* An int in a scratch register, always the same. */
#if defined(__aarch64__)
#define SCRATCH(name, value)                 \
    register i64 name __asm__("x8") = value; \
    __asm__("" : "+r"(name))
#else
#define SCRATCH(name, value)                  \
    register i64 name __asm__("rax") = value; \
    __asm__("" : "+r"(name))
#endif
/* The same in another one, where the first is not free. */
#if defined(__aarch64__)
#define SCRATCH_2(name, value)               \
    register i64 name __asm__("x9") = value; \
    __asm__("" : "+r"(name))
#else
#define SCRATCH_2(name, value)                \
    register i64 name __asm__("rcx") = value; \
    __asm__("" : "+r"(name))
#endif
/* A value whose origin is hidden from the optimiser, in a register. */
#define IN_REGISTER(type, value) \
    ({                           \
        type k = (type)(value);  \
        __asm__("" : "+r"(k));   \
        k;                       \
    })

/* A value of which something has been made already, to make it again where scratch registers are few. */
#if defined(__aarch64__)
#define AGAIN(value) (value)
#else
#define AGAIN(value) IN_REGISTER(i64, value)
#endif

#define STENCIL(fn) PN u64 fn(ARGS)
#define NAKED(fn) __attribute__((naked)) void fn(void)
extern PN u64 CONT(ARGS), TAKEN(ARGS), EXIT(ARGS);
#define GO(where) __attribute__((musttail)) return where(PASS)
#define EXIT_IF(c)                         \
    if (__builtin_expect(!!(c), 0)) GO(EXIT)
#define TAKEN_IF(c)   \
    if (c) GO(TAKEN); \
    GO(CONT)

/* Values: see core/src/value.rs. A reference is its tag in the upper 16 bits and an offset in units in the lower 32. */
#define SHIFT VALUE_int_shift
#define LOW_BITS ((1LL << SHIFT) - 1)
#define FALSE ((u64)VALUE_false)
#define UNASSIGNED ((u64)VALUE_unassigned)
_Static_assert(VALUE_true == VALUE_false + 1, "a comparison is added to False");
_Static_assert(VALUE_int_tag == -1ULL << VALUE_int_bits && SHIFT == 64 - VALUE_int_bits, "an int is its payload below ones");
#define REFERENCE_PREFIX ((i64)VALUE_ref_tag >> 48)
#define NOT_INT(v) ((u64)(v) < tag)
#define BOX(v) (tag | (u64)(v) >> SHIFT)
#define UNBOX(v) ((i64)((u64)(v) << SHIFT))
#define BITS(d) __builtin_bit_cast(u64, d)
#define FLOAT(v) __builtin_bit_cast(double, v)
#define IS_NAN(d) ((d) != (d))

#define SLOT(offset) (fp + (offset))
#define AT(type, address) (*(type *)(address))
#define REGION(offset) ((u8 *)ctx + (u64)(offset))

/* A constant that costs one instruction: A64 takes it from beside the code. */
#if defined(__aarch64__)
#define LITERAL(n) ({ i64 k; __asm__("ldr %0, LITERAL" #n : "=r"(k)); k; })
#define WIDE(n) LITERAL(n)
#define LATE_WIDE(n) LITERAL(n)
#else
#define LITERAL(n) ({ i64 k; __asm__("movq LITERAL" #n "(%%rip), %0" : "=r"(k)); k; })
#define WIDE(n) IN_REGISTER(i64, K##n)
#define LATE_WIDE(n) ({ i64 k = K##n; __asm__ volatile("" : "+r"(k)); k; })
#endif

/* Comparisons whose constants stay as they are (k, not k + 1 with another condition), and from which clang learns nothing about the
 * operands: knowing A == B it may pass on one for the other. */
#if defined(__aarch64__)
#define COMPARE_IMM(cc, a, op, k) ((a)op(k))
#define SUBTRACT_IMM(a, k) ((a) -= (k))
#define EQUAL(a, b) (IN_REGISTER(i64, (a) ^ (b)) == 0)
#define IS_ZERO(a) ((a) == 0)
#define IS_SHIFTED_OUT(a, k) (IN_REGISTER(u64, (u64)(a) << (k)) == 0)
#else
#define FLAG(cc, instruction, constraint, a, b)                                          \
    ({                                                                                   \
        int flag;                                                                        \
        __asm__(instruction " %2, %1" : "=@cc" #cc(flag) : "r"(a), constraint(b));       \
        flag;                                                                            \
    })
#define COMPARE_IMM(cc, a, op, k) FLAG(cc, "cmpq", "i", a, k)
#define SUBTRACT_IMM(a, k) __asm__("subq %1, %0" : "+r"(a) : "i"(k))
#define EQUAL(a, b) FLAG(e, "cmpq", "r", a, b)
#define IS_ZERO(a) FLAG(e, "testq", "r", a, a)
#define IS_SHIFTED_OUT(a, k)                                                   \
    ({                                                                         \
        u64 left = (u64)(a);                                                   \
        int flag;                                                              \
        __asm__("shlq %2, %0" : "+r"(left), "=@cce"(flag) : "i"(k));           \
        flag;                                                                  \
    })
#endif

/* --- moves, slots, boxing --- */

/* A value of which is known where it lies, as an int or as a float, where D is fresh. */
#define AS_INT_FRESH(address)   \
    D = AT(i64, address);       \
    EXIT_IF(NOT_INT(D));        \
    D = UNBOX(D)
#define AS_FLOAT_FRESH(address) \
    D = AT(double, address);    \
    EXIT_IF(IS_NAN(D))

STENCIL(mov) { D = A; GO(CONT); }
STENCIL(mov_f) { D = A; GO(CONT); }
STENCIL(ld_slot) { D = AT(i64, SLOT(K0)); GO(CONT); }
STENCIL(st_slot) { AT(i64, SLOT(K0)) = A; GO(CONT); }
STENCIL(ld_slot_f) { D = AT(double, SLOT(K0)); GO(CONT); }
STENCIL(st_slot_f) { AT(double, SLOT(K0)) = A; GO(CONT); }

STENCIL(ld_slot_int) { AS_INT_FRESH(SLOT(K0)); GO(CONT); }
STENCIL(ld_slot_i) { D = UNBOX(AT(u64, SLOT(K0))); GO(CONT); }
STENCIL(st_slot_int) { AT(u64, SLOT(K0)) = BOX(A); GO(CONT); }

STENCIL(ld_slot_float) { AS_FLOAT_FRESH(SLOT(K0)); GO(CONT); }

STENCIL(guard_int) {
    EXIT_IF(NOT_INT(A));
    D = UNBOX(A);
    GO(CONT);
}

STENCIL(unbox_int) { D = UNBOX(A); GO(CONT); }
STENCIL(box_int) { D = BOX(A); GO(CONT); }

STENCIL(guard_float) {
    D = FLOAT(A);
    EXIT_IF(IS_NAN(D));
    GO(CONT);
}

STENCIL(unbox_float) { D = FLOAT(A); GO(CONT); }
STENCIL(box_float) { D = BITS(A); GO(CONT); }

#if defined(__aarch64__)
#define TO_FLOAT(i) ((double)(i))
#else
/* cvtsi2sd keeps the upper half: without the xor it waits for whatever was there. */
#define TO_FLOAT(i)                                                                    \
    ({                                                                                 \
        double d;                                                                      \
        __asm__("xorps %0, %0\n\tcvtsi2sdq %1, %0" : "=&x"(d) : "r"((i64)(i)));        \
        d;                                                                             \
    })
#endif

STENCIL(int_to_float) {
#if defined(__aarch64__)
    /* As a fixed-point number, which is exact: an int has fewer bits than a double. */
    __asm__("scvtf %d0, %1, %2" : "=w"(D) : "r"(A), "i"(SHIFT));
#else
    D = TO_FLOAT(A >> SHIFT);
#endif
    GO(CONT);
}

STENCIL(number_to_float) {
    SCRATCH_DOUBLE(v, FLOAT(A));
    if (__builtin_expect(IS_NAN(v), 1)) {
        EXIT_IF(NOT_INT(A));
        v = TO_FLOAT(UNBOX(A) >> SHIFT);
    }
    D = v;
    GO(CONT);
}

/* --- constants --- */

STENCIL(ld_const16) { D = K0; GO(CONT); }
STENCIL(ld_const32) { D = K0; GO(CONT); }
STENCIL(ld_const_neg) { D = K0; GO(CONT); }
STENCIL(ld_const64) { D = WIDE(0); GO(CONT); }
STENCIL(st_const64) {
    D = WIDE(1);
    AT(i64, SLOT(K0)) = D;
    GO(CONT);
}
STENCIL(ld_addr) { D = (i64)REGION(IN_REGISTER(u64, K0)); GO(CONT); }

STENCIL(ld_const_f) {
#if defined(__aarch64__)
    __asm__("ldr %d0, LITERAL0" : "=w"(D));
#else
    __asm__("movsd LITERAL0(%%rip), %0" : "=x"(D));
#endif
    GO(CONT);
}

STENCIL(zero_f) { D = 0.0; GO(CONT); }

/* --- left-justified ints --- */

/* Where D is fresh, it is written before it is known whether the result fits. */
#define D_OR_EXIT(operation, a, b)                              \
    i64 r;                                                      \
    int overflow = __builtin_##operation##_overflow(a, b, &r);  \
    D = r;                                                      \
    EXIT_IF(overflow);                                          \
    GO(CONT)

STENCIL(add_i) {
    i64 r;
    EXIT_IF(__builtin_add_overflow(A, B, &r));
    D = r;
    GO(CONT);
}

STENCIL(add_i_fresh) { D_OR_EXIT(add, A, B); }

STENCIL(sub_i) {
    i64 r;
    EXIT_IF(__builtin_sub_overflow(A, B, &r));
    D = r;
    GO(CONT);
}

STENCIL(sub_i_fresh) { D_OR_EXIT(sub, A, B); }

STENCIL(mul_i) {
    i64 r;
    EXIT_IF(__builtin_mul_overflow(A >> SHIFT, B, &r));
    D = r;
    GO(CONT);
}

STENCIL(mul_i_fresh) { D_OR_EXIT(mul, A >> SHIFT, B); }

STENCIL(add_i_imm) {
    i64 r;
    EXIT_IF(__builtin_add_overflow(A, (i64)K0, &r));
    D = r;
    GO(CONT);
}

STENCIL(add_i_imm_fresh) { D_OR_EXIT(add, A, (i64)K0); }

STENCIL(add_i_wrap) { D = (i64)((u64)A + (u64)B); GO(CONT); }
STENCIL(add_i_wrap_imm) { D = (i64)((u64)A + (u64)K0); GO(CONT); }
STENCIL(mul_i_wrap) {
#if defined(__aarch64__)
    D = (i64)((u64)(A >> SHIFT) * (u64)B);
#else
    SCRATCH(product, (i64)((u64)(A >> SHIFT) * (u64)B));
    D = product;
#endif
    GO(CONT);
}
/* Indices below 2 to the power of this are small: their products are ints (jit/room.rs). */
#define INDEX_BITS 23
STENCIL(guard_index) {
    EXIT_IF(IN_REGISTER(u64, (u64)A >> (SHIFT + INDEX_BITS)) != 0);
    GO(CONT);
}
STENCIL(and_i) { D = A & B; GO(CONT); }
STENCIL(or_i) { D = A | B; GO(CONT); }
STENCIL(xor_i) { D = A ^ B; GO(CONT); }

STENCIL(neg_i) {
    i64 r;
    EXIT_IF(__builtin_sub_overflow(0LL, A, &r));
    D = r;
    GO(CONT);
}

STENCIL(invert_i) { D = A ^ ~LOW_BITS; GO(CONT); }

STENCIL(shl_i) {
    EXIT_IF((u64)B > 49ULL << SHIFT);
    u64 n = (u64)B >> SHIFT;
    EXIT_IF((i64)((u64)A << n) >> n != A);
    D = (i64)((u64)AGAIN(A) << n);
    GO(CONT);
}

STENCIL(shr_i) {
    EXIT_IF((u64)B > 49ULL << SHIFT);
    D = A >> ((u64)B >> SHIFT) & ~LOW_BITS;
    GO(CONT);
}

STENCIL(shl_i_imm) {
    i64 r = IN_REGISTER(i64, (u64)A << K0);
    EXIT_IF(r >> K0 != A);
    D = (i64)((u64)AGAIN(A) << K0);
    GO(CONT);
}

STENCIL(shr_i_imm) { D = A >> K0 & ~LOW_BITS; GO(CONT); }

STENCIL(floordiv_i) {
    EXIT_IF(IS_ZERO(B));
    i64 q = A / B, r = A - q * B;
    q -= r != 0 && (r ^ B) < 0;
    EXIT_IF(q == 1LL << 49); /* -2^49 // -1, the only quotient out of range */
    D = (i64)((u64)q << SHIFT);
    GO(CONT);
}

STENCIL(mod_i) {
    EXIT_IF(IS_ZERO(B));
    i64 r = A % B;
    D = r != 0 && (r ^ B) < 0 ? r + B : r;
    GO(CONT);
}

/* What is negative is divided as its complement, which rounds down. */
STENCIL(div_by) {
    SCRATCH_2(sign, A >> 63);
    u64 high = (u64)((unsigned __int128)(u64)(A ^ sign) * (u64)B >> 64);
    D = IN_REGISTER(i64, high >> K0) ^ sign;
    GO(CONT);
}

STENCIL(mul_raw) {
    i64 r;
    EXIT_IF(__builtin_mul_overflow(A, B, &r));
    D = r;
    GO(CONT);
}

STENCIL(min_i) { D = B < A ? B : A; GO(CONT); }
STENCIL(max_i) { D = B > A ? B : A; GO(CONT); }

/* --- words --- */

/* A big int of one limb that is not negative. */
#define ONE_LIMB (1ULL << 8 * HEADER_len | (u64)KIND_big_int << 8 * HEADER_kind)
/* Volatile, or it would be made on a way of its own. */
#define WORD_UNLESS(is_small, small)                             \
    u64 word = (u64)(small);                                     \
    __asm__ volatile("" : "+r"(word));                           \
    if (__builtin_expect(!(is_small), 1)) {                      \
        EXIT_IF((i64)A >> 48 != REFERENCE_PREFIX);               \
        u8 *object = REGION((u64)(u32)A * UNIT_size);            \
        EXIT_IF(AT(u64, object) != ONE_LIMB);                    \
        word = IN_REGISTER(u64, AT(u64, object + HEADER_size));  \
    }                                                            \
    D = (i64)word;                                               \
    GO(CONT)

STENCIL(guard_word) { WORD_UNLESS(word >> (VALUE_int_bits - 1) == 0, (u64)A - tag); }
STENCIL(guard_low) { WORD_UNLESS(!NOT_INT(A), UNBOX(A) >> SHIFT); }
STENCIL(int_to_word) { D = A >> SHIFT; GO(CONT); }
STENCIL(word_to_int) { D = UNBOX(A); GO(CONT); }
STENCIL(sub_word) {
    SCRATCH(r, (i64)((u64)A - (u64)B));
    D = r;
    GO(CONT);
}

STENCIL(mul_word) { D = (i64)((u64)A * (u64)B); GO(CONT); }
STENCIL(mod_word) { D = (i64)((u64)A % (u64)B); GO(CONT); }
STENCIL(shl_word) { D = (i64)((u64)A << K0); GO(CONT); }
STENCIL(shr_word) { D = (i64)((u64)A >> K0); GO(CONT); }

/* --- compare and branch --- */

STENCIL(br_lt_i) { TAKEN_IF(A < B); }
STENCIL(br_le_i) { TAKEN_IF(A <= B); }
STENCIL(br_eq_i) { TAKEN_IF(EQUAL(A, B)); }
STENCIL(br_ne_i) { TAKEN_IF(!EQUAL(A, B)); }
STENCIL(br_lt_imm) { TAKEN_IF(COMPARE_IMM(l, A, <, K0)); }
STENCIL(br_le_imm) { TAKEN_IF(COMPARE_IMM(le, A, <=, K0)); }
STENCIL(br_gt_imm) { TAKEN_IF(COMPARE_IMM(g, A, >, K0)); }
STENCIL(br_ge_imm) { TAKEN_IF(COMPARE_IMM(ge, A, >=, K0)); }
STENCIL(br_eq_imm) { TAKEN_IF(COMPARE_IMM(e, A, ==, K0)); }
STENCIL(br_ne_imm) { TAKEN_IF(COMPARE_IMM(ne, A, !=, K0)); }
STENCIL(br_bits) { TAKEN_IF(!IS_SHIFTED_OUT(A, K0)); }
STENCIL(br_no_bits) { TAKEN_IF(IS_SHIFTED_OUT(A, K0)); }

STENCIL(set_lt_i) { D = FALSE + (A < B); GO(CONT); }
STENCIL(set_le_i) { D = FALSE + (A <= B); GO(CONT); }
STENCIL(set_eq_i) { D = FALSE + (A == B); GO(CONT); }
STENCIL(set_ne_i) { D = FALSE + (A != B); GO(CONT); }
STENCIL(set_lt_f) { D = FALSE + (A < B); GO(CONT); }
STENCIL(set_le_f) { D = FALSE + (A <= B); GO(CONT); }
STENCIL(set_eq_f) { D = FALSE + (A == B); GO(CONT); }
STENCIL(set_ne_f) { D = FALSE + (A != B); GO(CONT); }

STENCIL(not_bool) { D = A ^ (VALUE_false ^ VALUE_true); GO(CONT); }
STENCIL(br_true) { TAKEN_IF((u32)A != (u32)FALSE); }
STENCIL(br_false) { TAKEN_IF((u32)A == (u32)FALSE); }
/* How far it is above False: one comparison says whether it is a bool, another, with 0, which. */
#define ABOVE_FALSE(v) ((u64)(v) - FALSE)
STENCIL(guard_true) {
    u64 above = ABOVE_FALSE(A);
    EXIT_IF(above > 1);
    TAKEN_IF(IN_REGISTER(u64, above) != 0);
}

STENCIL(guard_false) {
    u64 above = ABOVE_FALSE(A);
    EXIT_IF(above > 1);
    TAKEN_IF(IN_REGISTER(u64, above) == 0);
}

STENCIL(br_lt_f) { TAKEN_IF(A < B); }
STENCIL(br_nlt_f) { TAKEN_IF(!(A < B)); }
STENCIL(br_le_f) { TAKEN_IF(A <= B); }
STENCIL(br_nle_f) { TAKEN_IF(!(A <= B)); }
STENCIL(br_eq_f) { TAKEN_IF(A == B); }
STENCIL(br_ne_f) { TAKEN_IF(!(A == B)); }
STENCIL(br_zero_f) { TAKEN_IF(A == 0.0); }
STENCIL(br_nonzero_f) { TAKEN_IF(!(A == 0.0)); }

/* --- floats --- */

STENCIL(add_f) { D = A + B; GO(CONT); }
STENCIL(sub_f) { D = A - B; GO(CONT); }
STENCIL(mul_f) { D = A * B; GO(CONT); }

STENCIL(div_f) {
    EXIT_IF(B == 0.0);
    D = A / B;
    GO(CONT);
}

STENCIL(div_f_nonzero) { D = A / B; GO(CONT); }

/* By the bits, in a general register: x86-64 would take its mask from memory. */
STENCIL(neg_f) { D = FLOAT(BITS(A) ^ IN_REGISTER(u64, 1ULL << 63)); GO(CONT); }
STENCIL(abs_f) { D = FLOAT(BITS(A) & IN_REGISTER(u64, ~(1ULL << 63))); GO(CONT); }

STENCIL(sqrt_f) {
    EXIT_IF(!(A >= 0.0));
    D = __builtin_sqrt(A);
    GO(CONT);
}

/* The nearest doubles to powers of -0.5 and -1.5, as core/src/num/math/fused_root.rs has them, whose names these are: that the two highest bits of
 * the exponent differ is an overflow here. It is written out, or clang would take pool registers. x86-64 has no fused multiply-add that all its
 * machines have: it is certain of NaNs only. */
#if defined(__aarch64__)
#define INVERSE_ROOT(FROM_ROOT_D16_AND_REST_D17_BASE_D18_GUESS_D21_AND_LACK_D19)     \
    i64 exponent_up = (i64)(BITS(A) << 1), overflow;                                 \
    EXIT_IF(!__builtin_add_overflow(exponent_up, exponent_up, &overflow));           \
    register double below __asm__("d16");                                            \
    register double above __asm__("d17");                                            \
    __asm__("fsqrt d16, %d2\n fmsub d17, d16, d16, %d2\n fmov d20, #1.0\n"           \
        FROM_ROOT_D16_AND_REST_D17_BASE_D18_GUESS_D21_AND_LACK_D19                   \
        "fmsub d20, d21, d18, d20\n fmsub d19, d21, d19, d20\n"                      \
        "mov x8, #0x39b0000000000000\n fmov d20, x8\n"                               \
        "fsub d16, d19, d20\n fadd d17, d19, d20\n"                                  \
        "fmadd d16, d21, d16, d21\n fmadd d17, d21, d17, d21\n"                      \
        : "=&w"(below), "=&w"(above) : "w"(A) : "d18", "d19", "d20", "d21", "d22", "x8"); \
    EXIT_IF(below != above);                                                         \
    D = below;                                                                       \
    GO(CONT)
#else
#define INVERSE_ROOT(ignored) \
    SCRATCH_DOUBLE(x, A);     \
    EXIT_IF(!IS_NAN(x));      \
    D = x;                    \
    GO(CONT)
#endif

STENCIL(inverse_root_f) {
    INVERSE_ROOT("fmov d18, d16\n fdiv d21, d20, d16\n fmov d22, #0.5\n fmul d22, d22, d21\n fmul d19, d22, d17\n");
}
STENCIL(inverse_root_cubed_f) {
    INVERSE_ROOT("fmul d18, %d2, d16\n fdiv d21, d20, d18\n fmov d22, #0.5\n fmul d22, d22, d16\n fnmsub d19, %d2, d16, d18\n fmadd d19, d22, d17, d19\n");
}

STENCIL(min_f) { D = B < A ? B : A; GO(CONT); }
STENCIL(max_f) { D = B > A ? B : A; GO(CONT); }

/* What x + y loses: the smaller of them is added to what the larger one leaves of the sum. It is written out: on A64 clang would take
 * pool registers, on x86-64 masks from memory, or branch. */
#if defined(__aarch64__)
#define ADD_ERROR(bits, y)                                                                                       \
    ({                                                                                                           \
        double error;                                                                                            \
        __asm__("fmov d16, %1\n\tmovi d17, #0\n\tfcmp d16, d16\n\tfcsel d16, d16, d17, vc\n\t"                   \
                "fabs d17, d16\n\tfabs d18, %d2\n\tfcmp d17, d18\n\tfcsel d17, d16, %d2, ge\n\t"                 \
                "fcsel d18, %d2, d16, ge\n\tfadd d16, d16, %d2\n\tfsub d17, d17, d16\n\tfadd %d0, d17, d18"       \
                : "=w"(error)                                                                                    \
                : "r"(bits), "w"(y)                                                                              \
                : "d16", "d17", "d18", "cc");                                                                    \
        error;                                                                                                   \
    })
#else
#define ADD_ERROR(bits, y)                                                                                        \
    ({                                                                                                            \
        double error;                                                                                             \
        __asm__("movq %1, %%xmm8\n\tmovaps %%xmm8, %%xmm9\n\tcmpordsd %%xmm9, %%xmm9\n\tandps %%xmm9, %%xmm8\n\t"   \
                "movaps %%xmm8, %%xmm9\n\tpsllq $1, %%xmm9\n\tpsrlq $1, %%xmm9\n\t"                               \
                "movaps %2, %%xmm10\n\tpsllq $1, %%xmm10\n\tpsrlq $1, %%xmm10\n\tcmpltsd %%xmm10, %%xmm9\n\t"    \
                "movaps %2, %%xmm10\n\taddsd %%xmm8, %%xmm10\n\t"                                               \
                "movaps %%xmm8, %%xmm11\n\txorps %2, %%xmm11\n\tandps %%xmm9, %%xmm11\n\t"                      \
                "xorps %%xmm11, %%xmm8\n\txorps %2, %%xmm11\n\tsubsd %%xmm10, %%xmm8\n\taddsd %%xmm11, %%xmm8\n\t" \
                "movaps %%xmm8, %0"                                                                               \
                : "=x"(error)                                                                                     \
                : "r"(bits), "x"(y)                                                                               \
                : "xmm8", "xmm9", "xmm10", "xmm11");                                                              \
        error;                                                                                                    \
    })
#endif
STENCIL(add_error) { D = ADD_ERROR(A, B); GO(CONT); }

/* The whole part. Of what is out of range it is out of range, too; A64 takes NaN for 0. */
#if defined(__aarch64__)
#define WHOLE(d)                                   \
    ({                                             \
        i64 whole;                                 \
        __asm__("fcvtzs %0, %d1" : "=r"(whole) : "w"(d)); \
        whole;                                     \
    })
#define EXIT_IF_NAN(d) EXIT_IF(IS_NAN(d))
#define LATE_COPY(i) (i)
#else
#define WHOLE(d)                                     \
    ({                                               \
        i64 whole;                                   \
        __asm__("cvttsd2siq %1, %0" : "=r"(whole) : "x"(d)); \
        whole;                                       \
    })
#define EXIT_IF_NAN(d)
/* Or clang makes what it is a copy of in the destination, and has to restore that for the exit. */
#define LATE_COPY(i)                                \
    ({                                              \
        i64 copy;                                   \
        __asm__("movq %1, %0" : "=r"(copy) : "r"(i)); \
        copy;                                       \
    })
#endif
#define D_IF_IN_RANGE(whole)                            \
    i64 r = IN_REGISTER(i64, (u64)(whole) << SHIFT);    \
    EXIT_IF(r >> SHIFT != (whole));                     \
    D = (i64)((u64)LATE_COPY(whole) << SHIFT);          \
    GO(CONT)

STENCIL(float_to_int) {
    EXIT_IF_NAN(A);
    i64 i = WHOLE(A);
    D_IF_IN_RANGE(i);
}

STENCIL(floor_f) {
    EXIT_IF_NAN(A);
    i64 i = WHOLE(A);
    SCRATCH_DOUBLE(whole, TO_FLOAT(i));
    i = (i64)((u64)i - (A < whole));
    D_IF_IN_RANGE(i);
}

/* --- objects --- */

#define ADDRESS(v) REGION((u64)(u32)(v) * UNIT_size)
/* In one instruction, which clang does not find. */
#if defined(__aarch64__)
_Static_assert(UNIT_size == 1 << 3, "what the offset is shifted by");
#define ADDRESS_AT_ONCE(v)                                                                     \
    ({                                                                                         \
        i64 address;                                                                           \
        __asm__("add %0, %1, %w2, uxtw #3" : "=r"(address) : "r"(ctx), "r"(v)); \
        address;                                                                               \
    })
#else
#define ADDRESS_AT_ONCE(v) ((i64)ADDRESS(v))
#endif
#define LENGTH(object) AT(u32, (u8 *)(object) + HEADER_len)
#define INDEX(i) ((u64)((i) >> SHIFT))
/* The array of a list. Its items lie behind its header, as those of a tuple do. */
#define LIST_ITEMS(list) ADDRESS(AT(u32, (u8 *)(list) + LIST_items))

#define GUARD_KIND                        \
    EXIT_IF(A >> 48 != REFERENCE_PREFIX); \
    u8 *p = ADDRESS(A);                   \
    EXIT_IF(p[HEADER_kind] != K0);        \
    D = (i64)p;                           \
    GO(CONT)
STENCIL(guard_kind) { GUARD_KIND; }

/* The address may be in D before it is known to be one of such an object: x86-64 gains nothing by that. */
#if defined(__aarch64__)
#define GUARD_KIND_FRESH                          \
    EXIT_IF(A >> 48 != REFERENCE_PREFIX);         \
    D = ADDRESS_AT_ONCE(A);                       \
    EXIT_IF(AT(u8, D + HEADER_kind) != K0);       \
    GO(CONT)
#else
#define GUARD_KIND_FRESH GUARD_KIND
#endif
STENCIL(guard_kind_fresh) { GUARD_KIND_FRESH; }

/* Kind and length at once. The kinds of which that is asked use neither flags nor the number behind them. clang would compare with
   one more than K0. */
#if defined(__aarch64__)
#define GUARD_ITEMS(number, is_other, condition)                                           \
    EXIT_IF(A >> 48 != REFERENCE_PREFIX);                                                  \
    D = ADDRESS_AT_ONCE(A);                                                                \
    u32 kind = AT(u32, D + HEADER_kind), length = AT(u32, D + HEADER_len);                 \
    __asm__ goto("cmp %w0, %1\n\tccmp %w2, %3, #0, " condition "\n\tb.ne %l[other]"        \
                 :                                                                         \
                 : "r"(length), "I"(K0), "r"(kind), "I"(number)                            \
                 : "cc"                                                                    \
                 : other);                                                                 \
    GO(CONT);                                                                              \
other:;                                                                                    \
    GO(EXIT)
#else
#define GUARD_ITEMS(number, is_other, condition)                                           \
    EXIT_IF(A >> 48 != REFERENCE_PREFIX);                                                  \
    u8 *p = ADDRESS(A);                                                                    \
    EXIT_IF(AT(u32, p + HEADER_kind) != number);                                           \
    EXIT_IF(LENGTH(p) is_other K0);                                                        \
    D = (i64)p;                                                                            \
    GO(CONT)
#endif
STENCIL(guard_list_of) { GUARD_ITEMS(KIND_list, <=, "hi"); }
STENCIL(guard_tuple_of) { GUARD_ITEMS(KIND_tuple, !=, "eq"); }

STENCIL(untag) { D = ADDRESS_AT_ONCE(A); GO(CONT); }

/* What the loads of items do with the item: as it is, as an int, as a float. */
#define AS_VALUE(address) D = AT(i64, address)
#define AS_INT(address)         \
    u64 v = AT(u64, address);   \
    EXIT_IF(NOT_INT(v));        \
    D = UNBOX(v)
#define AS_FLOAT(address)                     \
    SCRATCH_DOUBLE(v, AT(double, address));   \
    EXIT_IF(IS_NAN(v));                       \
    D = v
#define LIST_GET(AS)                      \
    EXIT_IF(INDEX(B) >= LENGTH(A));       \
    AS(ITEM_AGAIN(LIST_ITEMS(A), B));     \
    GO(CONT)
#define LIST_GET_IMM(AS)                  \
    EXIT_IF(LENGTH(A) <= K0);             \
    AS(LIST_ITEMS(A) + K1);               \
    GO(CONT)
/* The low bits of an int are 0, and so are those of the offset. */
#define ITEM(items, index) ((u8 *)(items) + ((index) >> (SHIFT - 3)) + HEADER_size)
/* The same where the index has been compared: x86-64 has it in a register then. */
#if defined(__aarch64__)
#define ITEM_AGAIN(items, index) ITEM(items, index)
#else
#define ITEM_AGAIN(items, index) ((u8 *)(items) + INDEX(index) * 8 + HEADER_size)
#endif
#define ITEM_IMM(items) ((u8 *)(items) + K0)
#define TUPLE_GET(AS)                     \
    EXIT_IF(INDEX(B) >= LENGTH(A));       \
    AS(ITEM_AGAIN(A, B));                 \
    GO(CONT)
#define TUPLE_GET_IMM(AS)                 \
    EXIT_IF(LENGTH(A) <= K0);             \
    AS((u8 *)A + K1);                     \
    GO(CONT)
#define LIST_SET(value)                                    \
    EXIT_IF(INDEX(B) >= LENGTH(A));                        \
    AT(u64, ITEM_AGAIN(LIST_ITEMS(A), B)) = value;         \
    GO(CONT)

STENCIL(list_get) { LIST_GET(AS_VALUE); }
STENCIL(list_get_int) { LIST_GET(AS_INT); }
STENCIL(list_get_float) { LIST_GET(AS_FLOAT); }
STENCIL(list_get_int_fresh) { LIST_GET(AS_INT_FRESH); }
STENCIL(list_get_float_fresh) { LIST_GET(AS_FLOAT_FRESH); }
STENCIL(list_get_imm) { LIST_GET_IMM(AS_VALUE); }
STENCIL(list_get_imm_int) { LIST_GET_IMM(AS_INT); }
STENCIL(list_get_imm_float) { LIST_GET_IMM(AS_FLOAT); }
STENCIL(list_get_imm_int_fresh) { LIST_GET_IMM(AS_INT_FRESH); }
STENCIL(list_get_imm_float_fresh) { LIST_GET_IMM(AS_FLOAT_FRESH); }
STENCIL(tuple_get) { TUPLE_GET(AS_VALUE); }
STENCIL(tuple_get_int) { TUPLE_GET(AS_INT); }
STENCIL(tuple_get_float) { TUPLE_GET(AS_FLOAT); }
STENCIL(tuple_get_imm) { TUPLE_GET_IMM(AS_VALUE); }
STENCIL(tuple_get_imm_int) { TUPLE_GET_IMM(AS_INT); }
STENCIL(tuple_get_imm_float) { TUPLE_GET_IMM(AS_FLOAT); }
STENCIL(list_set) { LIST_SET((u64)C); }
STENCIL(list_set_int) { LIST_SET(BOX(C)); }
STENCIL(list_set_float) { LIST_SET(BITS(C)); }
/* With nothing behind the comparison, clang would put its ends together before it, where few scratch registers are left. */
#define NO_EXIT_NOW __asm__ volatile("")
STENCIL(check_index) { EXIT_IF(INDEX(B) >= LENGTH(A)); NO_EXIT_NOW; GO(CONT); }
STENCIL(check_length) { EXIT_IF(LENGTH(A) <= K0); NO_EXIT_NOW; GO(CONT); }
STENCIL(check_length_is) { EXIT_IF(LENGTH(A) != K0); NO_EXIT_NOW; GO(CONT); }
STENCIL(br_no_item) {
    if (INDEX(B) >= LENGTH(A)) GO(TAKEN);
    NO_EXIT_NOW;
    GO(CONT);
}
STENCIL(list_items) { D = (i64)LIST_ITEMS(A); GO(CONT); }
STENCIL(item) { AS_VALUE(ITEM(A, B)); GO(CONT); }
STENCIL(item_int) { AS_INT(ITEM(A, B)); GO(CONT); }
STENCIL(item_int_fresh) { AS_INT_FRESH(ITEM(A, B)); GO(CONT); }
STENCIL(item_f) { D = AT(double, ITEM(A, B)); GO(CONT); }
STENCIL(item_imm) { AS_VALUE(ITEM_IMM(A)); GO(CONT); }
STENCIL(item_imm_int) { AS_INT(ITEM_IMM(A)); GO(CONT); }
STENCIL(item_imm_int_fresh) { AS_INT_FRESH(ITEM_IMM(A)); GO(CONT); }
STENCIL(item_imm_f) { D = AT(double, ITEM_IMM(A)); GO(CONT); }
STENCIL(check_f) { EXIT_IF(IS_NAN(A)); GO(CONT); }
STENCIL(put_item) { AT(u64, ITEM(A, B)) = (u64)C; GO(CONT); }
STENCIL(put_item_int) { AT(u64, ITEM(A, B)) = BOX(C); GO(CONT); }
STENCIL(put_item_float) { AT(u64, ITEM(A, B)) = BITS(C); GO(CONT); }
STENCIL(put_item_imm) { AT(u64, ITEM_IMM(A)) = (u64)B; GO(CONT); }
STENCIL(put_item_imm_int) { AT(u64, ITEM_IMM(A)) = BOX(B); GO(CONT); }
STENCIL(put_item_imm_float) { AT(u64, ITEM_IMM(A)) = BITS(B); GO(CONT); }
/* An entry of a dict: hash, key, value. What is not used has no key. */
#define DICT_GET(AS)                                                                            \
    EXIT_IF(AT(u32, (u8 *)A + DICT_used) <= K0);                                                 \
    u8 *entries = IN_REGISTER(u8 *, ADDRESS(AT(u32, (u8 *)A + DICT_entries)));                   \
    i64 key = LITERAL(3);                                                                        \
    EXIT_IF(AT(i64, entries + K1) != key);                                                       \
    AS(entries + K2);                                                                            \
    GO(CONT)

STENCIL(dict_get) { DICT_GET(AS_VALUE); }
STENCIL(dict_get_int) { DICT_GET(AS_INT); }
STENCIL(dict_get_float) { DICT_GET(AS_FLOAT); }

/* Iterators, see IterKind in core/src/object/mod.rs. Kind, flags and number are the lower half of the header. */
#define SORT(object) AT(u32, (u8 *)(object) + HEADER_kind)
#define ITERATOR_SORT(flags, number) (0xffff00ff | (flags) << 8), (KIND_iterator | (u32)(number) << 16)
#define IS_OF_SORT_(object, mask, sort) ((SORT(object) & (mask)) == (sort))
#define IS_OF_SORT(...) IS_OF_SORT_(__VA_ARGS__)
_Static_assert(HEADER_kind == 0 && HEADER_flags == 1 && HEADER_aux == 2 && HEADER_len == 4, "the lower half of the header");
#define INNER(object) AT(u32, (u8 *)(object) + ITERATOR_source)
#define POSITION(object) AT(u64, (u8 *)(object) + ITERATOR_a)

STENCIL(enum_source) {
    EXIT_IF(A >> 48 != REFERENCE_PREFIX);
    u8 *it = ADDRESS(A);
    EXIT_IF(!IS_OF_SORT(it, ITERATOR_SORT(ITER_calls, ITER_enumerate)));
    /* An int that is neither negative nor the largest. */
    EXIT_IF(POSITION(it) - tag >= (u64)VALUE_int_max);
    D = (i64)ADDRESS(INNER(it));
    GO(CONT);
}

STENCIL(zip_source) {
    EXIT_IF(A >> 48 != REFERENCE_PREFIX);
    u8 *it = ADDRESS(A);
    EXIT_IF(!IS_OF_SORT(it, ITERATOR_SORT(ITER_calls, ITER_zip)));
    EXIT_IF(AT(u32, it + ITERATOR_b + 4) == (u64)VALUE_ref_tag >> 32);
    u8 *inner = ADDRESS(INNER(it));
    EXIT_IF(LENGTH(inner) != 2);
    D = (i64)ADDRESS(AT(u32, inner + K0));
    GO(CONT);
}

STENCIL(br_ended) {
    EXIT_IF(!IS_OF_SORT(A, ITERATOR_SORT(0, ITER_sequence)));
    u8 *source = ADDRESS(INNER(A));
    EXIT_IF((u8)(source[HEADER_kind] - KIND_list) > 1);
    /* What is no int is beyond all lengths. */
    u64 has_more = IN_REGISTER(u64, POSITION(A) - tag < LENGTH(source));
    TAKEN_IF(IS_ZERO(has_more));
}
_Static_assert(KIND_tuple == KIND_list + 1, "they are told by one comparison");

STENCIL(iter_item) {
    u8 *source = ADDRESS(INNER(A));
    /* Of a tuple this reads its first item, which is there. */
    u8 *array = ADDRESS(AT(u32, source + LIST_items));
    u8 *items = source[HEADER_kind] == KIND_list ? array : source;
    D = AT(i64, items + HEADER_size + 8 * (POSITION(A) - tag));
    GO(CONT);
}

STENCIL(iter_step) { POSITION(A) += 1; GO(CONT); }

STENCIL(enum_number) {
    u8 *it = ADDRESS(A);
    u64 number = POSITION(it);
    POSITION(it) = number + 1;
    D = UNBOX(number);
    GO(CONT);
}

/* Loops over dicts, see `Cursor` in core/src/object/iter.rs. */
STENCIL(br_resized) {
    u64 begun = tag + ((u64)LENGTH(A) << DICT_view_bits) + (u64)K1;
    u64 differs = IN_REGISTER(u64, begun ^ AT(u64, SLOT(K0)));
    TAKEN_IF(!IS_ZERO(differs));
}

STENCIL(dict_entry) {
    if (INDEX(B) >= LENGTH(A)) GO(TAKEN);
    u8 *entry = ADDRESS(AT(u32, (u8 *)A + DICT_entries)) + DICT_entry_size * INDEX(B);
    if (AT(u64, entry + DICT_first_key) == VALUE_unassigned) GO(TAKEN);
    D = (i64)entry;
    GO(CONT);
}

/* Strs. A text of ASCII has as many bytes as characters; one that was summed up lies in an array (see core/src/object/text/concat.rs). */
#define FLAGS(object) (*((u8 *)(object) + HEADER_flags))
/* Some of an object's flags, for a comparison with 0: A64 has branches by single bits, whose range is short. */
#define SOME_FLAGS(flags, which) IN_REGISTER(u64, (flags) & (which))
#define OWN_TEXT(s) ((u8 *)(s) + STR_size)

STENCIL(str_get) {
    EXIT_IF(INDEX(B) >= LENGTH(A));
    u64 flags = FLAGS(A);
    EXIT_IF(IS_ZERO(SOME_FLAGS(flags, STR_ascii)));
    /* Of a text of its own this reads the beginning, which is there: an object takes whole grains. */
    u8 *own = IN_REGISTER(u8 *, OWN_TEXT(A));
    u8 *array = IN_REGISTER(u8 *, ADDRESS(AT(u32, own)) + STR_array_text);
    u8 *text = IS_ZERO(SOME_FLAGS(flags, STR_shared)) ? own : array;
    u64 letter = text[INDEX(AGAIN(B))];
    /* The wide constant comes last: until here all scratch registers are needed. */
    __asm__ volatile("" : "+r"(letter));
    D = AT(i64, REGION(LATE_WIDE(0)) + 8 * letter);
    GO(CONT);
}

STENCIL(str_ord) {
    EXIT_IF(LENGTH(A) != 1);
    D = (i64)((u64)*OWN_TEXT(A) << SHIFT);
    GO(CONT);
}

STENCIL(str_in_set) {
    EXIT_IF(LENGTH(A) != 1);
    u64 letter = *OWN_TEXT(A);
    u64 set = (u64)LITERAL(0), upper = (u64)LITERAL(1);
    if (letter & 64) set = upper;
    D = FALSE + (set >> (letter & 63) & 1);
    GO(CONT);
}

/* Two strs are different where their lengths are, and where both are interned. */
#define STRS_DIFFER(a, b) (LENGTH(a) != LENGTH(b))
#define UNDECIDED(a, b) IS_ZERO(SOME_FLAGS(FLAGS(a) & FLAGS(b), STR_interned))

STENCIL(br_eq_str) {
    if (EQUAL(A, B)) GO(TAKEN);
    if (STRS_DIFFER(A, B)) GO(CONT);
    EXIT_IF(UNDECIDED(A, B));
    GO(CONT);
}

STENCIL(br_ne_str) {
    if (EQUAL(A, B)) GO(CONT);
    if (STRS_DIFFER(A, B)) GO(TAKEN);
    EXIT_IF(UNDECIDED(A, B));
    GO(TAKEN);
}

STENCIL(set_eq_str) {
    EXIT_IF(!EQUAL(A, B) && !STRS_DIFFER(A, B) && UNDECIDED(A, B));
    D = FALSE + (A == B);
    GO(CONT);
}

STENCIL(set_ne_str) {
    EXIT_IF(!EQUAL(A, B) && !STRS_DIFFER(A, B) && UNDECIDED(A, B));
    D = FALSE + (A != B);
    GO(CONT);
}

STENCIL(load_len) { D = (i64)((u64)LENGTH(A) << SHIFT); GO(CONT); }
STENCIL(ld_field32) { D = AT(u32, (u8 *)A + K0); GO(CONT); }
STENCIL(ld_field) { D = AT(i64, (u8 *)A + K0); GO(CONT); }
STENCIL(ld_region) { D = AT(i64, REGION(WIDE(0))); GO(CONT); }
STENCIL(st_region) { AT(i64, REGION(WIDE(0))) = A; GO(CONT); }

/* --- control --- */

STENCIL(jump) { GO(TAKEN); }
STENCIL(trap) { __builtin_trap(); }

/* A unit of fuel. x86-64 takes it before it looks whether there was one: a subtraction, and a branch by what that borrows. Not
 * before other exits, which leave fuel alone. */
#if defined(__aarch64__)
#define TAKE_FUEL_OR(elsewhere)                             \
    if (__builtin_expect(IS_ZERO(fuel), 0)) GO(elsewhere);  \
    fuel -= 1
#else
#define TAKE_FUEL_OR(elsewhere)                             \
    __asm__ volatile("" : "+r"(fuel));                      \
    u64 rest;                                               \
    int owes = __builtin_sub_overflow((u64)fuel, 1, &rest); \
    fuel = (i64)rest;                                       \
    if (__builtin_expect(owes, 0)) GO(elsewhere)
#endif
#define TAKE_FUEL_OR_EXIT TAKE_FUEL_OR(EXIT)

STENCIL(back_edge) {
    TAKE_FUEL_OR_EXIT;
    GO(CONT);
}

STENCIL(charge) {
    EXIT_IF(COMPARE_IMM(le, (i64)fuel, <=, (i64)K0));
    SUBTRACT_IMM(fuel, K0);
    GO(CONT);
}

STENCIL(has_fuel) {
    EXIT_IF(IS_ZERO(fuel));
    GO(CONT);
}

/* Fuel folded into the turns of a counted loop: see core/src/jit/folded.rs. */
#define FUEL_HELD AT(u64, (u8 *)ctx + CONTEXT_fuel_held)
#define FOLD(turns)                                  \
    if ((u64)(turns) > (u64)fuel) (turns) = fuel;    \
    FUEL_HELD = (u64)fuel - (u64)(turns);            \
    fuel = (turns);                                  \
    GO(CONT)
STENCIL(fold_fuel) {
    i64 turns = (B >> SHIFT) - (A >> SHIFT);
    if (turns < 0) turns = 0;
    FOLD(turns);
}
STENCIL(fold_fuel_by) {
    i64 step = C >> SHIFT, end = B >> SHIFT;
    EXIT_IF(step <= 0);
    EXIT_IF(step > (1LL << 49) - 1 - end);
    i64 way = end - (A >> SHIFT);
    if (way < 0) way = 0;
    way -= IN_REGISTER(i64, 1 - step);
    i64 turns = (i64)((u64)way / (u64)step);
    FOLD(turns);
}
STENCIL(br_no_turn) { TAKEN_IF(IS_ZERO(fuel)); }
STENCIL(br_turn) { TAKEN_IF(!IS_ZERO(fuel)); }
STENCIL(take_turn) {
    fuel -= 1;
    GO(CONT);
}
STENCIL(fold_items) {
    u64 len = LENGTH(B), at = INDEX(A), rest = (u64)fuel;
    EXIT_IF(IN_REGISTER(u64, len >> INDEX_BITS) != 0);
    SUBTRACT_IMM(rest, K1);
    EXIT_IF((i64)rest < 0);
    u64 turns = at < len ? len - at : 0, most = IN_REGISTER(u64, rest >> K0);
    if (turns > most) turns = most;
    FUEL_HELD = rest - (turns << K0);
    fuel = (i64)turns;
    GO(CONT);
}
STENCIL(settle_fuel) { fuel = (i64)(FUEL_HELD + (u64)fuel); GO(CONT); }
STENCIL(settle_unpaid) { fuel = (i64)(FUEL_HELD + (u64)fuel + 1); GO(CONT); }
STENCIL(settle_end) { fuel = (i64)FUEL_HELD; GO(CONT); }

/* Calls and helper calls are inline assembly that clang does not see as calls: it saves nothing and aligns nothing. The link register and the stack
 * pointer belong to the trampoline: it keeps its return address at [sp], and the stack aligned for a call. */
#if defined(__aarch64__)
/* x30 = return address and the jump, as one instruction, so that returns are predicted. */
#define INDIRECT "blr %[t]"
#define DIRECT "bl TAKEN"
#define JUMP_WITH_RETURN_ADDRESS(jump, target)                                                                          \
    register u8 *fp_ __asm__("x21") = fp;                                                                               \
    register i64 fuel_ __asm__("x23") = fuel;                                                                           \
    register i64 g0_ __asm__("x24");                                                                                    \
    __asm__ volatile(jump : "+r"(fp_), "+r"(fuel_), "=&r"(g0_) : [t] "ri"(target), "r"(ctx), "r"(tag) : "memory");     \
    fp = fp_, fuel = fuel_, g0 = g0_
#define STORE_RETURN_ADDRESS(base, offset) __asm__ volatile("str x30, [%0, %1]" : : "r"(base), "i"(offset) : "memory")
#define RETURN(offset)                                                                                   \
    register i64 g0_ __asm__("x24") = g0;                                                                \
    __asm__ volatile("ldr x30, [%0, %1]\n\tret" : : "r"(fp), "i"(offset), "r"(g0_), "r"(ctx), "r"(tag), "r"(fuel)); \
    __builtin_unreachable()
#define LEAVE(status)                                                  \
    register u64 status_ __asm__("x0") = (status);                     \
    __asm__ volatile("ldr x30, [sp]\n\tret" : : "r"(status_) : "memory"); \
    __builtin_unreachable()
#define CALL_TAKEN __asm__ volatile("bl TAKEN")
#define JUMP_TO_FIELD(offset)                                      \
    register u64 to __asm__("x16") = AT(u64, (u8 *)ctx + (offset)); \
    __asm__ volatile("br %0" : : "r"(to));                          \
    __builtin_unreachable()
#define HELPER_CLOBBERS                                                                                                     \
    "x3", "x4", "x5", "x6", "x7", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "d0", "d1", "d2",      \
        "d3", "d4", "d5", "d6", "d7", "d16", "d17", "d18", "d19", "d20", "d21", "d22", "d23", "d24", "d25", "d26", "d27",    \
        "d28", "d29", "d30", "d31", "memory", "cc"
#define CALL_HELPER(result, offset, first, second, third)                                                              \
    register u64 x0_ __asm__("x0") = (u64)(first);                                                                     \
    register u64 x1_ __asm__("x1") = (u64)(second);                                                                    \
    register u64 x2_ __asm__("x2") = (u64)(third);                                                                     \
    register u64 x8_ __asm__("x8") = AT(u64, (u8 *)ctx + (offset));                                                    \
    __asm__ volatile("blr %3" : "+r"(x0_), "+r"(x1_), "+r"(x2_), "+r"(x8_) : : HELPER_CLOBBERS);                       \
    u64 result = x0_
/* The result stays in x0, which is g5, where a status is handed to the exit; elsewhere FORGET it. */
#define FORGET_RESULT g5 = UNDEF_IN("x0")
#define KILL_POOL(result)                                                                                      \
    g5 = (i64)(result), g6 = UNDEF(i64, "r"), g7 = UNDEF(i64, "r"), g8 = UNDEF(i64, "r"),                      \
    g9 = UNDEF(i64, "r"), g10 = UNDEF(i64, "r"), g11 = UNDEF(i64, "r"), g12 = UNDEF(i64, "r"), KILL_FLOATS("w")
/* Operands may lie in the argument registers: they go through scratch registers. */
#define MOVE_TO_SCRATCH(first, second)                                                                              \
    register i64 a __asm__("x9");                                                                                   \
    register i64 b __asm__("x10");                                                                                  \
    __asm__ volatile("mov %0, %2\n\tmov %1, %3" : "=&r"(a), "=&r"(b) : "r"(first), "r"(second))
/* A constant in a scratch register that no call preserves: made after the call, not before. */
#define AFTER_CALL(constant)                           \
    ({                                                 \
        register u64 k __asm__("x10") = (constant);    \
        __asm__ volatile("" : "+r"(k));                \
        k;                                             \
    })
/* A helper's status is in x0, which is g5 and, after a helper, free. */
#define STATUS ((u64)g5)
#define GO_WITH(where, status) GO(where)
#define MOVE_FRAME_BACK(offset) fp -= (offset)
#else
#define INDIRECT "*%[t]"
#define DIRECT "TAKEN"
#define JUMP_WITH_RETURN_ADDRESS(jump, target)                                                               \
    register u8 *fp_ __asm__("r13") = fp;                                                                    \
    register i64 fuel_ __asm__("r15") = fuel;                                                                \
    register i64 g0_ __asm__("r8");                                                                          \
    __asm__ volatile("leaq 1f(%%rip), %%rax\n\tjmp " jump "\n1:"                                             \
                     : "+r"(fp_), "+r"(fuel_), "=&r"(g0_)                                                    \
                     : [t] "ri"(target), "r"(ctx), "r"(tag)                                                  \
                     : "rax", "memory");                                                                     \
    fp = fp_, fuel = fuel_, g0 = g0_
#define STORE_RETURN_ADDRESS(base, offset) AT(i64, (u8 *)(base) + (offset)) = s2
#define RETURN(offset)                                                                                             \
    register i64 g0_ __asm__("r8") = g0;                                                                           \
    __asm__ volatile("jmp *%c1(%0)" : : "r"(fp), "i"(offset), "r"(g0_), "r"(ctx), "r"(tag), "r"(fuel) : "memory"); \
    __builtin_unreachable()
#define LEAVE(status)                                           \
    __asm__ volatile("ret" : : "a"((u64)(status)) : "memory");  \
    __builtin_unreachable()
#define CALL_TAKEN __asm__ volatile("call TAKEN")
#define JUMP_TO_FIELD(offset)                                               \
    __asm__ volatile("jmp *%c0(%1)" : : "i"(offset), "r"(ctx) : "memory"); \
    __builtin_unreachable()
#define HELPER_CLOBBERS                                                                                                  \
    "rcx", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",      \
        "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "memory", "cc"
#define CALL_HELPER(result, offset, first, second, third)                                          \
    u64 result, rdi_ = (u64)(first), rsi_ = (u64)(second), rdx_ = (u64)(third);                    \
    __asm__ volatile("call *%c[o](%[ctx])"                                                         \
                     : "=a"(result), "+D"(rdi_), "+S"(rsi_), "+d"(rdx_)                            \
                     : [o] "i"(offset), [ctx] "r"(ctx)                                             \
                     : HELPER_CLOBBERS)
#define FORGET_RESULT
#define KILL_POOL(result)                                                                             \
    g0 = UNDEF(i64, "r"), g1 = UNDEF(i64, "r"), g2 = UNDEF(i64, "r"), g3 = UNDEF(i64, "r"),            \
    g4 = UNDEF(i64, "r"), KILL_FLOATS("x")
#define MOVE_TO_SCRATCH(first, second)                                                                              \
    register i64 a __asm__("rax");                                                                                  \
    register i64 b __asm__("rcx");                                                                                  \
    __asm__ volatile("movq %2, %0\n\tmovq %3, %1" : "=&r"(a), "=&r"(b) : "r"(first), "r"(second))
#define AFTER_CALL(constant) (constant)
#define STATUS ((u64)s2)
#define GO_WITH(where, status) __attribute__((musttail)) return where(PASS_WITH((i64)(status)))
/* clang would add the negative value instead. */
#define MOVE_FRAME_BACK(offset) __asm__("subq %1, %0" : "+r"(fp) : "i"(offset) : "cc")
#endif
#define KILL_FLOATS(c)                                                                                          \
    f0 = UNDEF(double, c), f1 = UNDEF(double, c), f2 = UNDEF(double, c), f3 = UNDEF(double, c),                  \
    f4 = UNDEF(double, c), f5 = UNDEF(double, c), f6 = UNDEF(double, c), f7 = UNDEF(double, c)

/* What the context must know while something else runs, and a unit of fuel for a call. `cargo stencils --unmetered` leaves fuel out. */
#ifdef UNMETERED
#define SYNC_OUT ctx->fp = (u64)fp
#define SYNC_IN
#define EXIT_WITHOUT_FUEL
/* No instruction; but clang takes the same registers as for one. */
#define TAKE_FUEL __asm__ volatile("" : "+r"(fuel))
#else
#define SYNC_OUT ctx->fp = (u64)fp, ctx->fuel = fuel
#define SYNC_IN fuel = ctx->fuel
#if defined(__aarch64__)
/* Looked at first: behind the margins clang would copy it. */
#define EXIT_WITHOUT_FUEL EXIT_IF(IS_ZERO(fuel))
#define TAKE_FUEL fuel -= 1
#else
#define EXIT_WITHOUT_FUEL
#define TAKE_FUEL TAKE_FUEL_OR_EXIT
#endif
#endif

/* Exits unless depth is below its margin and end is at most its own. A64 compares twice and branches once. */
#if defined(__aarch64__)
#define EXIT_AT_MARGINS(depth, end)                                                                         \
    u64 depth_margin = ctx->depth_margin, stack_margin = ctx->stack_margin;                                 \
    __asm__ goto("cmp %0, %1\n\tccmp %2, %3, #0, hi\n\tb.lo %l4"                                            \
                 : : "r"(depth_margin), "r"(depth), "r"(stack_margin), "r"(end) : "cc" : at_margin);         \
    if (0) {                                                                                                \
    at_margin:;                                                                                             \
        GO(EXIT);                                                                                           \
    }
#else
#define EXIT_AT_MARGINS(depth, end)           \
    EXIT_IF((depth) >= ctx->depth_margin);    \
    EXIT_IF((u64)(end) > ctx->stack_margin)
#endif

/* The margins, and then the callee's frame. The literal has 1 << 48 in it. */
#define MAKE_FRAME                                                                          \
    EXIT_WITHOUT_FUEL;                                                                      \
    u64 depth = AT(u16, SLOT(K0));                                                          \
    EXIT_AT_MARGINS(depth, fp + K4);                                                        \
    TAKE_FUEL;                                                                              \
    AT(u64, SLOT(K1)) = (u64)LITERAL(3) + (depth << 48)

/* Not before everything in the caller's frame is done: clang would need a copy of the frame pointer. */
#define ENTER_FRAME(bytes)                         \
    __asm__ volatile("" : "+r"(fp) : : "memory");  \
    fp += bytes

STENCIL(call_py) {
    MAKE_FRAME;
    u64 entry = AT(u64, REGION(WIDE(5)));
    ENTER_FRAME(K2);
    JUMP_WITH_RETURN_ADDRESS(INDIRECT, entry);
    GO(CONT);
}

STENCIL(call_py_direct) {
    MAKE_FRAME;
    ENTER_FRAME(K2);
    JUMP_WITH_RETURN_ADDRESS(DIRECT, 0);
    GO(CONT);
}

STENCIL(enter_py) { STORE_RETURN_ADDRESS(fp, K0); GO(CONT); }
STENCIL(ret_py) { RETURN(K0); }

STENCIL(st_header) {
    u64 depth = AT(u16, SLOT(K0));
    AT(u64, SLOT(K1)) = 0;
    AT(u64, SLOT(K2)) = (u64)LITERAL(3) + (depth << 48);
    GO(CONT);
}

STENCIL(advance) {
    ENTER_FRAME(K0);
    GO(CONT);
}

STENCIL(after_call) { MOVE_FRAME_BACK(K0); GO(CONT); }

/* u64 enter(ctx, fp, target, value) in the C convention. */
NAKED(enter) {
#if defined(__aarch64__)
    __asm__ volatile("stp x29, x30, [sp, #-176]!\n\t"
                     "stp x19, x20, [sp, #16]\n\t"
                     "stp x21, x22, [sp, #32]\n\t"
                     "stp x23, x24, [sp, #48]\n\t"
                     "stp x25, x26, [sp, #64]\n\t"
                     "stp x27, x28, [sp, #80]\n\t"
                     "stp d8, d9, [sp, #96]\n\t"
                     "stp d10, d11, [sp, #112]\n\t"
                     "stp d12, d13, [sp, #128]\n\t"
                     "stp d14, d15, [sp, #144]\n\t"
                     "str x29, [sp, #160]\n\t"
                     "mov x20, x0\n\t"
                     "mov x21, x1\n\t"
                     "mov x22, %1\n\t"
                     "ldr x23, [x20, %0]\n\t"
                     "mov x24, x3\n\t"
                     "adr x9, 1f\n\t"
                     "str x9, [sp]\n\t"
                     "br x2\n"
                     "1:\n\t"
                     "ldr x30, [sp, #8]\n\t"
                     "ldr x29, [sp, #160]\n\t"
                     "ldp x19, x20, [sp, #16]\n\t"
                     "ldp x21, x22, [sp, #32]\n\t"
                     "ldp x23, x24, [sp, #48]\n\t"
                     "ldp x25, x26, [sp, #64]\n\t"
                     "ldp x27, x28, [sp, #80]\n\t"
                     "ldp d8, d9, [sp, #96]\n\t"
                     "ldp d10, d11, [sp, #112]\n\t"
                     "ldp d12, d13, [sp, #128]\n\t"
                     "ldp d14, d15, [sp, #144]\n\t"
                     "add sp, sp, #176\n\t"
                     "ret"
                     :
                     : "i"(CONTEXT_fuel), "i"(VALUE_int_tag));
#else
    __asm__ volatile("pushq %%rbp\n\t"
                     "pushq %%rbx\n\t"
                     "pushq %%r12\n\t"
                     "pushq %%r13\n\t"
                     "pushq %%r14\n\t"
                     "pushq %%r15\n\t"
                     "movq %%rdi, %%r12\n\t"
                     "movq %%rsi, %%r13\n\t"
                     "movabsq %1, %%r14\n\t"
                     "movq %c0(%%r12), %%r15\n\t"
                     "movq %%rcx, %%r8\n\t"
                     "callq *%%rdx\n\t" /* which aligns the stack to 16: helpers are called without more ado */
                     "popq %%r15\n\t"
                     "popq %%r14\n\t"
                     "popq %%r13\n\t"
                     "popq %%r12\n\t"
                     "popq %%rbx\n\t"
                     "popq %%rbp\n\t"
                     "retq"
                     :
                     : "i"(CONTEXT_fuel), "i"(VALUE_int_tag));
#endif
}

STENCIL(leave) {
    SYNC_OUT;
    ctx->pc = IN_REGISTER(u64, K1);
    LEAVE(K0);
}

/* Side exits: a call with as little code as there can be, whose return address says where it was. */
STENCIL(side_exit) {
    CALL_TAKEN;
    __builtin_unreachable();
}

STENCIL(side_exits) { JUMP_TO_FIELD(CONTEXT_save_and_leave); }

NAKED(save_and_leave) {
#if defined(__aarch64__)
    __asm__ volatile("str x30, [x20, %0]\n\t"
                     "str x21, [x20, %1]\n\t"
                     "str x23, [x20, %2]\n\t"
                     "add x9, x20, %3\n\t"
                     "stp x0, x1, [x9]\n\t"
                     "stp x2, x3, [x9, #16]\n\t"
                     "stp x4, x5, [x9, #32]\n\t"
                     "stp x6, x7, [x9, #48]\n\t"
                     "stp x24, x25, [x9, #192]\n\t"
                     "stp x26, x27, [x9, #208]\n\t"
                     "str x28, [x9, #224]\n\t"
                     "stp d0, d1, [x9, #256]\n\t"
                     "stp d2, d3, [x9, #272]\n\t"
                     "stp d4, d5, [x9, #288]\n\t"
                     "stp d6, d7, [x9, #304]\n\t"
                     "stp d8, d9, [x9, #320]\n\t"
                     "stp d10, d11, [x9, #336]\n\t"
                     "stp d12, d13, [x9, #352]\n\t"
                     "stp d14, d15, [x9, #368]\n\t"
                     "mov x0, %4\n\t"
                     "ldr x30, [sp]\n\t"
                     "ret"
                     :
                     : "i"(CONTEXT_left_from), "i"(CONTEXT_fp), "i"(CONTEXT_fuel), "i"(CONTEXT_saved_gprs),
                       "i"(STATUS_side_exit));
#else
#define SAVED_GPR "%c3+8*"
#define SAVED_FPR "%c4+8*"
    __asm__ volatile("popq %c0(%%r12)\n\t"
                     "movq %%r13, %c1(%%r12)\n\t"
                     "movq %%r15, %c2(%%r12)\n\t"
                     "movq %%rbx, " SAVED_GPR "3(%%r12)\n\t"
                     "movq %%rsi, " SAVED_GPR "6(%%r12)\n\t"
                     "movq %%rdi, " SAVED_GPR "7(%%r12)\n\t"
                     "movq %%r8, " SAVED_GPR "8(%%r12)\n\t"
                     "movq %%r9, " SAVED_GPR "9(%%r12)\n\t"
                     "movq %%r11, " SAVED_GPR "11(%%r12)\n\t"
                     "movsd %%xmm0, " SAVED_FPR "0(%%r12)\n\t"
                     "movsd %%xmm1, " SAVED_FPR "1(%%r12)\n\t"
                     "movsd %%xmm2, " SAVED_FPR "2(%%r12)\n\t"
                     "movsd %%xmm3, " SAVED_FPR "3(%%r12)\n\t"
                     "movsd %%xmm4, " SAVED_FPR "4(%%r12)\n\t"
                     "movsd %%xmm5, " SAVED_FPR "5(%%r12)\n\t"
                     "movsd %%xmm6, " SAVED_FPR "6(%%r12)\n\t"
                     "movsd %%xmm7, " SAVED_FPR "7(%%r12)\n\t"
                     "movl %5, %%eax\n\t"
                     "retq"
                     :
                     : "i"(CONTEXT_left_from), "i"(CONTEXT_fp), "i"(CONTEXT_fuel), "i"(CONTEXT_saved_gprs),
                       "i"(CONTEXT_saved_fprs), "i"(STATUS_side_exit));
#endif
}

STENCIL(ret_to_driver) {
    SYNC_OUT;
    ctx->value = (u64)g0;
    LEAVE(K0);
}

STENCIL(leave_called) {
    SYNC_OUT;
    STORE_RETURN_ADDRESS(ctx, CONTEXT_value);
    LEAVE(K0);
}

/* The helper has said in the context where to go on. */
STENCIL(leave_status) { LEAVE(STATUS); }

STENCIL(call_helper) {
    SYNC_OUT;
    CALL_HELPER(status, K0, ctx, fp, IN_REGISTER(u64, K1));
    SYNC_IN;
    KILL_POOL(status);
    if (__builtin_expect(!IS_ZERO(status), 0)) GO_WITH(EXIT, status);
    GO(CONT);
}

STENCIL(call_helper_br) {
    SYNC_OUT;
    CALL_HELPER(status, K0, ctx, fp, IN_REGISTER(u64, K1));
    SYNC_IN;
    KILL_POOL(status);
    if (__builtin_expect(COMPARE_IMM(a, status, >, 1ULL), 0)) GO_WITH(EXIT, status);
    if (!IS_ZERO(status)) GO_WITH(TAKEN, status);
    GO_WITH(CONT, status);
}

STENCIL(call_value) {
    MOVE_TO_SCRATCH(A, B);
    SYNC_OUT;
    CALL_HELPER(result, K0, ctx, a, b);
    SYNC_IN;
    KILL_POOL(result);
    if (__builtin_expect(result == AFTER_CALL(UNASSIGNED), 0)) {
        FORGET_RESULT;
        GO(EXIT);
    }
    D = (i64)result;
    GO(CONT);
}

STENCIL(call_window) {
    SYNC_OUT;
    CALL_HELPER(result, K0, ctx, fp + K1, LITERAL(2));
    SYNC_IN;
    KILL_POOL(result);
    if (__builtin_expect(result == AFTER_CALL(UNASSIGNED), 0)) {
        FORGET_RESULT;
        GO(EXIT);
    }
    D = (i64)result;
    GO(CONT);
}

STENCIL(call_math) {
    CALL_HELPER(bits, K0, BITS(A), BITS(B), 0);
    SCRATCH_DOUBLE(result, FLOAT(bits));
    KILL_POOL(bits);
    EXIT_IF(IS_NAN(result));
    D = result;
    GO(CONT);
}
