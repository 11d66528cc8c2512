"""A thousand functions, each called often enough to be worth compiling and seldom enough to hardly repay it."""


def f000(x): return x * 2 + 1
def f001(x): return (x + 3) % 102
def f002(x): return x + 3 if x % 2 else x - 4
def f003(x): return (x ^ 5) + 4
def f004(x): return (x << 1) % 105 + 6
def f005(x): y = x - 7; return y * y % 106
def f006(x): return max(x, 8) - min(x, 7)
def f007(x): return x // 9 + x % 9 + 8
def f008(x): return ((x & 109) | 10) - 9
def f009(x): return len(str(x)) + x + 11
def f010(x): return x * 12 + 11
def f011(x): return (x + 13) % 112
def f012(x): return x + 13 if x % 2 else x - 14
def f013(x): return (x ^ 15) + 14
def f014(x): return (x << 1) % 115 + 16
def f015(x): y = x - 17; return y * y % 116
def f016(x): return max(x, 18) - min(x, 17)
def f017(x): return x // 19 + x % 19 + 18
def f018(x): return ((x & 119) | 20) - 19
def f019(x): return len(str(x)) + x + 21
def f020(x): return x * 22 + 21
def f021(x): return (x + 23) % 122
def f022(x): return x + 23 if x % 2 else x - 24
def f023(x): return (x ^ 25) + 24
def f024(x): return (x << 1) % 125 + 26
def f025(x): y = x - 27; return y * y % 126
def f026(x): return max(x, 28) - min(x, 27)
def f027(x): return x // 29 + x % 29 + 28
def f028(x): return ((x & 129) | 30) - 29
def f029(x): return len(str(x)) + x + 31
def f030(x): return x * 32 + 31
def f031(x): return (x + 33) % 132
def f032(x): return x + 33 if x % 2 else x - 34
def f033(x): return (x ^ 35) + 34
def f034(x): return (x << 1) % 135 + 36
def f035(x): y = x - 37; return y * y % 136
def f036(x): return max(x, 38) - min(x, 37)
def f037(x): return x // 2 + x % 2 + 38
def f038(x): return ((x & 139) | 3) - 39
def f039(x): return len(str(x)) + x + 4
def f040(x): return x * 5 + 41
def f041(x): return (x + 6) % 142
def f042(x): return x + 43 if x % 2 else x - 7
def f043(x): return (x ^ 8) + 44
def f044(x): return (x << 1) % 145 + 9
def f045(x): y = x - 10; return y * y % 146
def f046(x): return max(x, 11) - min(x, 47)
def f047(x): return x // 12 + x % 12 + 48
def f048(x): return ((x & 149) | 13) - 49
def f049(x): return len(str(x)) + x + 14
def f050(x): return x * 15 + 51
def f051(x): return (x + 16) % 152
def f052(x): return x + 53 if x % 2 else x - 17
def f053(x): return (x ^ 18) + 1
def f054(x): return (x << 1) % 155 + 19
def f055(x): y = x - 20; return y * y % 156
def f056(x): return max(x, 21) - min(x, 4)
def f057(x): return x // 22 + x % 22 + 5
def f058(x): return ((x & 159) | 23) - 6
def f059(x): return len(str(x)) + x + 24
def f060(x): return x * 25 + 8
def f061(x): return (x + 26) % 162
def f062(x): return x + 10 if x % 2 else x - 27
def f063(x): return (x ^ 28) + 11
def f064(x): return (x << 1) % 165 + 29
def f065(x): y = x - 30; return y * y % 166
def f066(x): return max(x, 31) - min(x, 14)
def f067(x): return x // 32 + x % 32 + 15
def f068(x): return ((x & 169) | 33) - 16
def f069(x): return len(str(x)) + x + 34
def f070(x): return x * 35 + 18
def f071(x): return (x + 36) % 172
def f072(x): return x + 20 if x % 2 else x - 37
def f073(x): return (x ^ 38) + 21
def f074(x): return (x << 1) % 175 + 2
def f075(x): y = x - 3; return y * y % 176
def f076(x): return max(x, 4) - min(x, 24)
def f077(x): return x // 5 + x % 5 + 25
def f078(x): return ((x & 179) | 6) - 26
def f079(x): return len(str(x)) + x + 7
def f080(x): return x * 8 + 28
def f081(x): return (x + 9) % 182
def f082(x): return x + 30 if x % 2 else x - 10
def f083(x): return (x ^ 11) + 31
def f084(x): return (x << 1) % 185 + 12
def f085(x): y = x - 13; return y * y % 186
def f086(x): return max(x, 14) - min(x, 34)
def f087(x): return x // 15 + x % 15 + 35
def f088(x): return ((x & 189) | 16) - 36
def f089(x): return len(str(x)) + x + 17
def f090(x): return x * 18 + 38
def f091(x): return (x + 19) % 103
def f092(x): return x + 40 if x % 2 else x - 20
def f093(x): return (x ^ 21) + 41
def f094(x): return (x << 1) % 106 + 22
def f095(x): y = x - 23; return y * y % 107
def f096(x): return max(x, 24) - min(x, 44)
def f097(x): return x // 25 + x % 25 + 45
def f098(x): return ((x & 110) | 26) - 46
def f099(x): return len(str(x)) + x + 27
def f100(x): return x * 28 + 48
def f101(x): return (x + 29) % 113
def f102(x): return x + 50 if x % 2 else x - 30
def f103(x): return (x ^ 31) + 51
def f104(x): return (x << 1) % 116 + 32
def f105(x): y = x - 33; return y * y % 117
def f106(x): return max(x, 34) - min(x, 1)
def f107(x): return x // 35 + x % 35 + 2
def f108(x): return ((x & 120) | 36) - 3
def f109(x): return len(str(x)) + x + 37
def f110(x): return x * 38 + 5
def f111(x): return (x + 2) % 123
def f112(x): return x + 7 if x % 2 else x - 3
def f113(x): return (x ^ 4) + 8
def f114(x): return (x << 1) % 126 + 5
def f115(x): y = x - 6; return y * y % 127
def f116(x): return max(x, 7) - min(x, 11)
def f117(x): return x // 8 + x % 8 + 12
def f118(x): return ((x & 130) | 9) - 13
def f119(x): return len(str(x)) + x + 10
def f120(x): return x * 11 + 15
def f121(x): return (x + 12) % 133
def f122(x): return x + 17 if x % 2 else x - 13
def f123(x): return (x ^ 14) + 18
def f124(x): return (x << 1) % 136 + 15
def f125(x): y = x - 16; return y * y % 137
def f126(x): return max(x, 17) - min(x, 21)
def f127(x): return x // 18 + x % 18 + 22
def f128(x): return ((x & 140) | 19) - 23
def f129(x): return len(str(x)) + x + 20
def f130(x): return x * 21 + 25
def f131(x): return (x + 22) % 143
def f132(x): return x + 27 if x % 2 else x - 23
def f133(x): return (x ^ 24) + 28
def f134(x): return (x << 1) % 146 + 25
def f135(x): y = x - 26; return y * y % 147
def f136(x): return max(x, 27) - min(x, 31)
def f137(x): return x // 28 + x % 28 + 32
def f138(x): return ((x & 150) | 29) - 33
def f139(x): return len(str(x)) + x + 30
def f140(x): return x * 31 + 35
def f141(x): return (x + 32) % 153
def f142(x): return x + 37 if x % 2 else x - 33
def f143(x): return (x ^ 34) + 38
def f144(x): return (x << 1) % 156 + 35
def f145(x): y = x - 36; return y * y % 157
def f146(x): return max(x, 37) - min(x, 41)
def f147(x): return x // 38 + x % 38 + 42
def f148(x): return ((x & 160) | 2) - 43
def f149(x): return len(str(x)) + x + 3
def f150(x): return x * 4 + 45
def f151(x): return (x + 5) % 163
def f152(x): return x + 47 if x % 2 else x - 6
def f153(x): return (x ^ 7) + 48
def f154(x): return (x << 1) % 166 + 8
def f155(x): y = x - 9; return y * y % 167
def f156(x): return max(x, 10) - min(x, 51)
def f157(x): return x // 11 + x % 11 + 52
def f158(x): return ((x & 170) | 12) - 53
def f159(x): return len(str(x)) + x + 13
def f160(x): return x * 14 + 2
def f161(x): return (x + 15) % 173
def f162(x): return x + 4 if x % 2 else x - 16
def f163(x): return (x ^ 17) + 5
def f164(x): return (x << 1) % 176 + 18
def f165(x): y = x - 19; return y * y % 177
def f166(x): return max(x, 20) - min(x, 8)
def f167(x): return x // 21 + x % 21 + 9
def f168(x): return ((x & 180) | 22) - 10
def f169(x): return len(str(x)) + x + 23
def f170(x): return x * 24 + 12
def f171(x): return (x + 25) % 183
def f172(x): return x + 14 if x % 2 else x - 26
def f173(x): return (x ^ 27) + 15
def f174(x): return (x << 1) % 186 + 28
def f175(x): y = x - 29; return y * y % 187
def f176(x): return max(x, 30) - min(x, 18)
def f177(x): return x // 31 + x % 31 + 19
def f178(x): return ((x & 101) | 32) - 20
def f179(x): return len(str(x)) + x + 33
def f180(x): return x * 34 + 22
def f181(x): return (x + 35) % 104
def f182(x): return x + 24 if x % 2 else x - 36
def f183(x): return (x ^ 37) + 25
def f184(x): return (x << 1) % 107 + 38
def f185(x): y = x - 2; return y * y % 108
def f186(x): return max(x, 3) - min(x, 28)
def f187(x): return x // 4 + x % 4 + 29
def f188(x): return ((x & 111) | 5) - 30
def f189(x): return len(str(x)) + x + 6
def f190(x): return x * 7 + 32
def f191(x): return (x + 8) % 114
def f192(x): return x + 34 if x % 2 else x - 9
def f193(x): return (x ^ 10) + 35
def f194(x): return (x << 1) % 117 + 11
def f195(x): y = x - 12; return y * y % 118
def f196(x): return max(x, 13) - min(x, 38)
def f197(x): return x // 14 + x % 14 + 39
def f198(x): return ((x & 121) | 15) - 40
def f199(x): return len(str(x)) + x + 16
def f200(x): return x * 17 + 42
def f201(x): return (x + 18) % 124
def f202(x): return x + 44 if x % 2 else x - 19
def f203(x): return (x ^ 20) + 45
def f204(x): return (x << 1) % 127 + 21
def f205(x): y = x - 22; return y * y % 128
def f206(x): return max(x, 23) - min(x, 48)
def f207(x): return x // 24 + x % 24 + 49
def f208(x): return ((x & 131) | 25) - 50
def f209(x): return len(str(x)) + x + 26
def f210(x): return x * 27 + 52
def f211(x): return (x + 28) % 134
def f212(x): return x + 1 if x % 2 else x - 29
def f213(x): return (x ^ 30) + 2
def f214(x): return (x << 1) % 137 + 31
def f215(x): y = x - 32; return y * y % 138
def f216(x): return max(x, 33) - min(x, 5)
def f217(x): return x // 34 + x % 34 + 6
def f218(x): return ((x & 141) | 35) - 7
def f219(x): return len(str(x)) + x + 36
def f220(x): return x * 37 + 9
def f221(x): return (x + 38) % 144
def f222(x): return x + 11 if x % 2 else x - 2
def f223(x): return (x ^ 3) + 12
def f224(x): return (x << 1) % 147 + 4
def f225(x): y = x - 5; return y * y % 148
def f226(x): return max(x, 6) - min(x, 15)
def f227(x): return x // 7 + x % 7 + 16
def f228(x): return ((x & 151) | 8) - 17
def f229(x): return len(str(x)) + x + 9
def f230(x): return x * 10 + 19
def f231(x): return (x + 11) % 154
def f232(x): return x + 21 if x % 2 else x - 12
def f233(x): return (x ^ 13) + 22
def f234(x): return (x << 1) % 157 + 14
def f235(x): y = x - 15; return y * y % 158
def f236(x): return max(x, 16) - min(x, 25)
def f237(x): return x // 17 + x % 17 + 26
def f238(x): return ((x & 161) | 18) - 27
def f239(x): return len(str(x)) + x + 19
def f240(x): return x * 20 + 29
def f241(x): return (x + 21) % 164
def f242(x): return x + 31 if x % 2 else x - 22
def f243(x): return (x ^ 23) + 32
def f244(x): return (x << 1) % 167 + 24
def f245(x): y = x - 25; return y * y % 168
def f246(x): return max(x, 26) - min(x, 35)
def f247(x): return x // 27 + x % 27 + 36
def f248(x): return ((x & 171) | 28) - 37
def f249(x): return len(str(x)) + x + 29
def f250(x): return x * 30 + 39
def f251(x): return (x + 31) % 174
def f252(x): return x + 41 if x % 2 else x - 32
def f253(x): return (x ^ 33) + 42
def f254(x): return (x << 1) % 177 + 34
def f255(x): y = x - 35; return y * y % 178
def f256(x): return max(x, 36) - min(x, 45)
def f257(x): return x // 37 + x % 37 + 46
def f258(x): return ((x & 181) | 38) - 47
def f259(x): return len(str(x)) + x + 2
def f260(x): return x * 3 + 49
def f261(x): return (x + 4) % 184
def f262(x): return x + 51 if x % 2 else x - 5
def f263(x): return (x ^ 6) + 52
def f264(x): return (x << 1) % 187 + 7
def f265(x): y = x - 8; return y * y % 188
def f266(x): return max(x, 9) - min(x, 2)
def f267(x): return x // 10 + x % 10 + 3
def f268(x): return ((x & 102) | 11) - 4
def f269(x): return len(str(x)) + x + 12
def f270(x): return x * 13 + 6
def f271(x): return (x + 14) % 105
def f272(x): return x + 8 if x % 2 else x - 15
def f273(x): return (x ^ 16) + 9
def f274(x): return (x << 1) % 108 + 17
def f275(x): y = x - 18; return y * y % 109
def f276(x): return max(x, 19) - min(x, 12)
def f277(x): return x // 20 + x % 20 + 13
def f278(x): return ((x & 112) | 21) - 14
def f279(x): return len(str(x)) + x + 22
def f280(x): return x * 23 + 16
def f281(x): return (x + 24) % 115
def f282(x): return x + 18 if x % 2 else x - 25
def f283(x): return (x ^ 26) + 19
def f284(x): return (x << 1) % 118 + 27
def f285(x): y = x - 28; return y * y % 119
def f286(x): return max(x, 29) - min(x, 22)
def f287(x): return x // 30 + x % 30 + 23
def f288(x): return ((x & 122) | 31) - 24
def f289(x): return len(str(x)) + x + 32
def f290(x): return x * 33 + 26
def f291(x): return (x + 34) % 125
def f292(x): return x + 28 if x % 2 else x - 35
def f293(x): return (x ^ 36) + 29
def f294(x): return (x << 1) % 128 + 37
def f295(x): y = x - 38; return y * y % 129
def f296(x): return max(x, 2) - min(x, 32)
def f297(x): return x // 3 + x % 3 + 33
def f298(x): return ((x & 132) | 4) - 34
def f299(x): return len(str(x)) + x + 5
def f300(x): return x * 6 + 36
def f301(x): return (x + 7) % 135
def f302(x): return x + 38 if x % 2 else x - 8
def f303(x): return (x ^ 9) + 39
def f304(x): return (x << 1) % 138 + 10
def f305(x): y = x - 11; return y * y % 139
def f306(x): return max(x, 12) - min(x, 42)
def f307(x): return x // 13 + x % 13 + 43
def f308(x): return ((x & 142) | 14) - 44
def f309(x): return len(str(x)) + x + 15
def f310(x): return x * 16 + 46
def f311(x): return (x + 17) % 145
def f312(x): return x + 48 if x % 2 else x - 18
def f313(x): return (x ^ 19) + 49
def f314(x): return (x << 1) % 148 + 20
def f315(x): y = x - 21; return y * y % 149
def f316(x): return max(x, 22) - min(x, 52)
def f317(x): return x // 23 + x % 23 + 53
def f318(x): return ((x & 152) | 24) - 1
def f319(x): return len(str(x)) + x + 25
def f320(x): return x * 26 + 3
def f321(x): return (x + 27) % 155
def f322(x): return x + 5 if x % 2 else x - 28
def f323(x): return (x ^ 29) + 6
def f324(x): return (x << 1) % 158 + 30
def f325(x): y = x - 31; return y * y % 159
def f326(x): return max(x, 32) - min(x, 9)
def f327(x): return x // 33 + x % 33 + 10
def f328(x): return ((x & 162) | 34) - 11
def f329(x): return len(str(x)) + x + 35
def f330(x): return x * 36 + 13
def f331(x): return (x + 37) % 165
def f332(x): return x + 15 if x % 2 else x - 38
def f333(x): return (x ^ 2) + 16
def f334(x): return (x << 1) % 168 + 3
def f335(x): y = x - 4; return y * y % 169
def f336(x): return max(x, 5) - min(x, 19)
def f337(x): return x // 6 + x % 6 + 20
def f338(x): return ((x & 172) | 7) - 21
def f339(x): return len(str(x)) + x + 8
def f340(x): return x * 9 + 23
def f341(x): return (x + 10) % 175
def f342(x): return x + 25 if x % 2 else x - 11
def f343(x): return (x ^ 12) + 26
def f344(x): return (x << 1) % 178 + 13
def f345(x): y = x - 14; return y * y % 179
def f346(x): return max(x, 15) - min(x, 29)
def f347(x): return x // 16 + x % 16 + 30
def f348(x): return ((x & 182) | 17) - 31
def f349(x): return len(str(x)) + x + 18
def f350(x): return x * 19 + 33
def f351(x): return (x + 20) % 185
def f352(x): return x + 35 if x % 2 else x - 21
def f353(x): return (x ^ 22) + 36
def f354(x): return (x << 1) % 188 + 23
def f355(x): y = x - 24; return y * y % 189
def f356(x): return max(x, 25) - min(x, 39)
def f357(x): return x // 26 + x % 26 + 40
def f358(x): return ((x & 103) | 27) - 41
def f359(x): return len(str(x)) + x + 28
def f360(x): return x * 29 + 43
def f361(x): return (x + 30) % 106
def f362(x): return x + 45 if x % 2 else x - 31
def f363(x): return (x ^ 32) + 46
def f364(x): return (x << 1) % 109 + 33
def f365(x): y = x - 34; return y * y % 110
def f366(x): return max(x, 35) - min(x, 49)
def f367(x): return x // 36 + x % 36 + 50
def f368(x): return ((x & 113) | 37) - 51
def f369(x): return len(str(x)) + x + 38
def f370(x): return x * 2 + 53
def f371(x): return (x + 3) % 116
def f372(x): return x + 2 if x % 2 else x - 4
def f373(x): return (x ^ 5) + 3
def f374(x): return (x << 1) % 119 + 6
def f375(x): y = x - 7; return y * y % 120
def f376(x): return max(x, 8) - min(x, 6)
def f377(x): return x // 9 + x % 9 + 7
def f378(x): return ((x & 123) | 10) - 8
def f379(x): return len(str(x)) + x + 11
def f380(x): return x * 12 + 10
def f381(x): return (x + 13) % 126
def f382(x): return x + 12 if x % 2 else x - 14
def f383(x): return (x ^ 15) + 13
def f384(x): return (x << 1) % 129 + 16
def f385(x): y = x - 17; return y * y % 130
def f386(x): return max(x, 18) - min(x, 16)
def f387(x): return x // 19 + x % 19 + 17
def f388(x): return ((x & 133) | 20) - 18
def f389(x): return len(str(x)) + x + 21
def f390(x): return x * 22 + 20
def f391(x): return (x + 23) % 136
def f392(x): return x + 22 if x % 2 else x - 24
def f393(x): return (x ^ 25) + 23
def f394(x): return (x << 1) % 139 + 26
def f395(x): y = x - 27; return y * y % 140
def f396(x): return max(x, 28) - min(x, 26)
def f397(x): return x // 29 + x % 29 + 27
def f398(x): return ((x & 143) | 30) - 28
def f399(x): return len(str(x)) + x + 31
def f400(x): return x * 32 + 30
def f401(x): return (x + 33) % 146
def f402(x): return x + 32 if x % 2 else x - 34
def f403(x): return (x ^ 35) + 33
def f404(x): return (x << 1) % 149 + 36
def f405(x): y = x - 37; return y * y % 150
def f406(x): return max(x, 38) - min(x, 36)
def f407(x): return x // 2 + x % 2 + 37
def f408(x): return ((x & 153) | 3) - 38
def f409(x): return len(str(x)) + x + 4
def f410(x): return x * 5 + 40
def f411(x): return (x + 6) % 156
def f412(x): return x + 42 if x % 2 else x - 7
def f413(x): return (x ^ 8) + 43
def f414(x): return (x << 1) % 159 + 9
def f415(x): y = x - 10; return y * y % 160
def f416(x): return max(x, 11) - min(x, 46)
def f417(x): return x // 12 + x % 12 + 47
def f418(x): return ((x & 163) | 13) - 48
def f419(x): return len(str(x)) + x + 14
def f420(x): return x * 15 + 50
def f421(x): return (x + 16) % 166
def f422(x): return x + 52 if x % 2 else x - 17
def f423(x): return (x ^ 18) + 53
def f424(x): return (x << 1) % 169 + 19
def f425(x): y = x - 20; return y * y % 170
def f426(x): return max(x, 21) - min(x, 3)
def f427(x): return x // 22 + x % 22 + 4
def f428(x): return ((x & 173) | 23) - 5
def f429(x): return len(str(x)) + x + 24
def f430(x): return x * 25 + 7
def f431(x): return (x + 26) % 176
def f432(x): return x + 9 if x % 2 else x - 27
def f433(x): return (x ^ 28) + 10
def f434(x): return (x << 1) % 179 + 29
def f435(x): y = x - 30; return y * y % 180
def f436(x): return max(x, 31) - min(x, 13)
def f437(x): return x // 32 + x % 32 + 14
def f438(x): return ((x & 183) | 33) - 15
def f439(x): return len(str(x)) + x + 34
def f440(x): return x * 35 + 17
def f441(x): return (x + 36) % 186
def f442(x): return x + 19 if x % 2 else x - 37
def f443(x): return (x ^ 38) + 20
def f444(x): return (x << 1) % 189 + 2
def f445(x): y = x - 3; return y * y % 101
def f446(x): return max(x, 4) - min(x, 23)
def f447(x): return x // 5 + x % 5 + 24
def f448(x): return ((x & 104) | 6) - 25
def f449(x): return len(str(x)) + x + 7
def f450(x): return x * 8 + 27
def f451(x): return (x + 9) % 107
def f452(x): return x + 29 if x % 2 else x - 10
def f453(x): return (x ^ 11) + 30
def f454(x): return (x << 1) % 110 + 12
def f455(x): y = x - 13; return y * y % 111
def f456(x): return max(x, 14) - min(x, 33)
def f457(x): return x // 15 + x % 15 + 34
def f458(x): return ((x & 114) | 16) - 35
def f459(x): return len(str(x)) + x + 17
def f460(x): return x * 18 + 37
def f461(x): return (x + 19) % 117
def f462(x): return x + 39 if x % 2 else x - 20
def f463(x): return (x ^ 21) + 40
def f464(x): return (x << 1) % 120 + 22
def f465(x): y = x - 23; return y * y % 121
def f466(x): return max(x, 24) - min(x, 43)
def f467(x): return x // 25 + x % 25 + 44
def f468(x): return ((x & 124) | 26) - 45
def f469(x): return len(str(x)) + x + 27
def f470(x): return x * 28 + 47
def f471(x): return (x + 29) % 127
def f472(x): return x + 49 if x % 2 else x - 30
def f473(x): return (x ^ 31) + 50
def f474(x): return (x << 1) % 130 + 32
def f475(x): y = x - 33; return y * y % 131
def f476(x): return max(x, 34) - min(x, 53)
def f477(x): return x // 35 + x % 35 + 1
def f478(x): return ((x & 134) | 36) - 2
def f479(x): return len(str(x)) + x + 37
def f480(x): return x * 38 + 4
def f481(x): return (x + 2) % 137
def f482(x): return x + 6 if x % 2 else x - 3
def f483(x): return (x ^ 4) + 7
def f484(x): return (x << 1) % 140 + 5
def f485(x): y = x - 6; return y * y % 141
def f486(x): return max(x, 7) - min(x, 10)
def f487(x): return x // 8 + x % 8 + 11
def f488(x): return ((x & 144) | 9) - 12
def f489(x): return len(str(x)) + x + 10
def f490(x): return x * 11 + 14
def f491(x): return (x + 12) % 147
def f492(x): return x + 16 if x % 2 else x - 13
def f493(x): return (x ^ 14) + 17
def f494(x): return (x << 1) % 150 + 15
def f495(x): y = x - 16; return y * y % 151
def f496(x): return max(x, 17) - min(x, 20)
def f497(x): return x // 18 + x % 18 + 21
def f498(x): return ((x & 154) | 19) - 22
def f499(x): return len(str(x)) + x + 20
def f500(x): return x * 21 + 24
def f501(x): return (x + 22) % 157
def f502(x): return x + 26 if x % 2 else x - 23
def f503(x): return (x ^ 24) + 27
def f504(x): return (x << 1) % 160 + 25
def f505(x): y = x - 26; return y * y % 161
def f506(x): return max(x, 27) - min(x, 30)
def f507(x): return x // 28 + x % 28 + 31
def f508(x): return ((x & 164) | 29) - 32
def f509(x): return len(str(x)) + x + 30
def f510(x): return x * 31 + 34
def f511(x): return (x + 32) % 167
def f512(x): return x + 36 if x % 2 else x - 33
def f513(x): return (x ^ 34) + 37
def f514(x): return (x << 1) % 170 + 35
def f515(x): y = x - 36; return y * y % 171
def f516(x): return max(x, 37) - min(x, 40)
def f517(x): return x // 38 + x % 38 + 41
def f518(x): return ((x & 174) | 2) - 42
def f519(x): return len(str(x)) + x + 3
def f520(x): return x * 4 + 44
def f521(x): return (x + 5) % 177
def f522(x): return x + 46 if x % 2 else x - 6
def f523(x): return (x ^ 7) + 47
def f524(x): return (x << 1) % 180 + 8
def f525(x): y = x - 9; return y * y % 181
def f526(x): return max(x, 10) - min(x, 50)
def f527(x): return x // 11 + x % 11 + 51
def f528(x): return ((x & 184) | 12) - 52
def f529(x): return len(str(x)) + x + 13
def f530(x): return x * 14 + 1
def f531(x): return (x + 15) % 187
def f532(x): return x + 3 if x % 2 else x - 16
def f533(x): return (x ^ 17) + 4
def f534(x): return (x << 1) % 101 + 18
def f535(x): y = x - 19; return y * y % 102
def f536(x): return max(x, 20) - min(x, 7)
def f537(x): return x // 21 + x % 21 + 8
def f538(x): return ((x & 105) | 22) - 9
def f539(x): return len(str(x)) + x + 23
def f540(x): return x * 24 + 11
def f541(x): return (x + 25) % 108
def f542(x): return x + 13 if x % 2 else x - 26
def f543(x): return (x ^ 27) + 14
def f544(x): return (x << 1) % 111 + 28
def f545(x): y = x - 29; return y * y % 112
def f546(x): return max(x, 30) - min(x, 17)
def f547(x): return x // 31 + x % 31 + 18
def f548(x): return ((x & 115) | 32) - 19
def f549(x): return len(str(x)) + x + 33
def f550(x): return x * 34 + 21
def f551(x): return (x + 35) % 118
def f552(x): return x + 23 if x % 2 else x - 36
def f553(x): return (x ^ 37) + 24
def f554(x): return (x << 1) % 121 + 38
def f555(x): y = x - 2; return y * y % 122
def f556(x): return max(x, 3) - min(x, 27)
def f557(x): return x // 4 + x % 4 + 28
def f558(x): return ((x & 125) | 5) - 29
def f559(x): return len(str(x)) + x + 6
def f560(x): return x * 7 + 31
def f561(x): return (x + 8) % 128
def f562(x): return x + 33 if x % 2 else x - 9
def f563(x): return (x ^ 10) + 34
def f564(x): return (x << 1) % 131 + 11
def f565(x): y = x - 12; return y * y % 132
def f566(x): return max(x, 13) - min(x, 37)
def f567(x): return x // 14 + x % 14 + 38
def f568(x): return ((x & 135) | 15) - 39
def f569(x): return len(str(x)) + x + 16
def f570(x): return x * 17 + 41
def f571(x): return (x + 18) % 138
def f572(x): return x + 43 if x % 2 else x - 19
def f573(x): return (x ^ 20) + 44
def f574(x): return (x << 1) % 141 + 21
def f575(x): y = x - 22; return y * y % 142
def f576(x): return max(x, 23) - min(x, 47)
def f577(x): return x // 24 + x % 24 + 48
def f578(x): return ((x & 145) | 25) - 49
def f579(x): return len(str(x)) + x + 26
def f580(x): return x * 27 + 51
def f581(x): return (x + 28) % 148
def f582(x): return x + 53 if x % 2 else x - 29
def f583(x): return (x ^ 30) + 1
def f584(x): return (x << 1) % 151 + 31
def f585(x): y = x - 32; return y * y % 152
def f586(x): return max(x, 33) - min(x, 4)
def f587(x): return x // 34 + x % 34 + 5
def f588(x): return ((x & 155) | 35) - 6
def f589(x): return len(str(x)) + x + 36
def f590(x): return x * 37 + 8
def f591(x): return (x + 38) % 158
def f592(x): return x + 10 if x % 2 else x - 2
def f593(x): return (x ^ 3) + 11
def f594(x): return (x << 1) % 161 + 4
def f595(x): y = x - 5; return y * y % 162
def f596(x): return max(x, 6) - min(x, 14)
def f597(x): return x // 7 + x % 7 + 15
def f598(x): return ((x & 165) | 8) - 16
def f599(x): return len(str(x)) + x + 9
def f600(x): return x * 10 + 18
def f601(x): return (x + 11) % 168
def f602(x): return x + 20 if x % 2 else x - 12
def f603(x): return (x ^ 13) + 21
def f604(x): return (x << 1) % 171 + 14
def f605(x): y = x - 15; return y * y % 172
def f606(x): return max(x, 16) - min(x, 24)
def f607(x): return x // 17 + x % 17 + 25
def f608(x): return ((x & 175) | 18) - 26
def f609(x): return len(str(x)) + x + 19
def f610(x): return x * 20 + 28
def f611(x): return (x + 21) % 178
def f612(x): return x + 30 if x % 2 else x - 22
def f613(x): return (x ^ 23) + 31
def f614(x): return (x << 1) % 181 + 24
def f615(x): y = x - 25; return y * y % 182
def f616(x): return max(x, 26) - min(x, 34)
def f617(x): return x // 27 + x % 27 + 35
def f618(x): return ((x & 185) | 28) - 36
def f619(x): return len(str(x)) + x + 29
def f620(x): return x * 30 + 38
def f621(x): return (x + 31) % 188
def f622(x): return x + 40 if x % 2 else x - 32
def f623(x): return (x ^ 33) + 41
def f624(x): return (x << 1) % 102 + 34
def f625(x): y = x - 35; return y * y % 103
def f626(x): return max(x, 36) - min(x, 44)
def f627(x): return x // 37 + x % 37 + 45
def f628(x): return ((x & 106) | 38) - 46
def f629(x): return len(str(x)) + x + 2
def f630(x): return x * 3 + 48
def f631(x): return (x + 4) % 109
def f632(x): return x + 50 if x % 2 else x - 5
def f633(x): return (x ^ 6) + 51
def f634(x): return (x << 1) % 112 + 7
def f635(x): y = x - 8; return y * y % 113
def f636(x): return max(x, 9) - min(x, 1)
def f637(x): return x // 10 + x % 10 + 2
def f638(x): return ((x & 116) | 11) - 3
def f639(x): return len(str(x)) + x + 12
def f640(x): return x * 13 + 5
def f641(x): return (x + 14) % 119
def f642(x): return x + 7 if x % 2 else x - 15
def f643(x): return (x ^ 16) + 8
def f644(x): return (x << 1) % 122 + 17
def f645(x): y = x - 18; return y * y % 123
def f646(x): return max(x, 19) - min(x, 11)
def f647(x): return x // 20 + x % 20 + 12
def f648(x): return ((x & 126) | 21) - 13
def f649(x): return len(str(x)) + x + 22
def f650(x): return x * 23 + 15
def f651(x): return (x + 24) % 129
def f652(x): return x + 17 if x % 2 else x - 25
def f653(x): return (x ^ 26) + 18
def f654(x): return (x << 1) % 132 + 27
def f655(x): y = x - 28; return y * y % 133
def f656(x): return max(x, 29) - min(x, 21)
def f657(x): return x // 30 + x % 30 + 22
def f658(x): return ((x & 136) | 31) - 23
def f659(x): return len(str(x)) + x + 32
def f660(x): return x * 33 + 25
def f661(x): return (x + 34) % 139
def f662(x): return x + 27 if x % 2 else x - 35
def f663(x): return (x ^ 36) + 28
def f664(x): return (x << 1) % 142 + 37
def f665(x): y = x - 38; return y * y % 143
def f666(x): return max(x, 2) - min(x, 31)
def f667(x): return x // 3 + x % 3 + 32
def f668(x): return ((x & 146) | 4) - 33
def f669(x): return len(str(x)) + x + 5
def f670(x): return x * 6 + 35
def f671(x): return (x + 7) % 149
def f672(x): return x + 37 if x % 2 else x - 8
def f673(x): return (x ^ 9) + 38
def f674(x): return (x << 1) % 152 + 10
def f675(x): y = x - 11; return y * y % 153
def f676(x): return max(x, 12) - min(x, 41)
def f677(x): return x // 13 + x % 13 + 42
def f678(x): return ((x & 156) | 14) - 43
def f679(x): return len(str(x)) + x + 15
def f680(x): return x * 16 + 45
def f681(x): return (x + 17) % 159
def f682(x): return x + 47 if x % 2 else x - 18
def f683(x): return (x ^ 19) + 48
def f684(x): return (x << 1) % 162 + 20
def f685(x): y = x - 21; return y * y % 163
def f686(x): return max(x, 22) - min(x, 51)
def f687(x): return x // 23 + x % 23 + 52
def f688(x): return ((x & 166) | 24) - 53
def f689(x): return len(str(x)) + x + 25
def f690(x): return x * 26 + 2
def f691(x): return (x + 27) % 169
def f692(x): return x + 4 if x % 2 else x - 28
def f693(x): return (x ^ 29) + 5
def f694(x): return (x << 1) % 172 + 30
def f695(x): y = x - 31; return y * y % 173
def f696(x): return max(x, 32) - min(x, 8)
def f697(x): return x // 33 + x % 33 + 9
def f698(x): return ((x & 176) | 34) - 10
def f699(x): return len(str(x)) + x + 35
def f700(x): return x * 36 + 12
def f701(x): return (x + 37) % 179
def f702(x): return x + 14 if x % 2 else x - 38
def f703(x): return (x ^ 2) + 15
def f704(x): return (x << 1) % 182 + 3
def f705(x): y = x - 4; return y * y % 183
def f706(x): return max(x, 5) - min(x, 18)
def f707(x): return x // 6 + x % 6 + 19
def f708(x): return ((x & 186) | 7) - 20
def f709(x): return len(str(x)) + x + 8
def f710(x): return x * 9 + 22
def f711(x): return (x + 10) % 189
def f712(x): return x + 24 if x % 2 else x - 11
def f713(x): return (x ^ 12) + 25
def f714(x): return (x << 1) % 103 + 13
def f715(x): y = x - 14; return y * y % 104
def f716(x): return max(x, 15) - min(x, 28)
def f717(x): return x // 16 + x % 16 + 29
def f718(x): return ((x & 107) | 17) - 30
def f719(x): return len(str(x)) + x + 18
def f720(x): return x * 19 + 32
def f721(x): return (x + 20) % 110
def f722(x): return x + 34 if x % 2 else x - 21
def f723(x): return (x ^ 22) + 35
def f724(x): return (x << 1) % 113 + 23
def f725(x): y = x - 24; return y * y % 114
def f726(x): return max(x, 25) - min(x, 38)
def f727(x): return x // 26 + x % 26 + 39
def f728(x): return ((x & 117) | 27) - 40
def f729(x): return len(str(x)) + x + 28
def f730(x): return x * 29 + 42
def f731(x): return (x + 30) % 120
def f732(x): return x + 44 if x % 2 else x - 31
def f733(x): return (x ^ 32) + 45
def f734(x): return (x << 1) % 123 + 33
def f735(x): y = x - 34; return y * y % 124
def f736(x): return max(x, 35) - min(x, 48)
def f737(x): return x // 36 + x % 36 + 49
def f738(x): return ((x & 127) | 37) - 50
def f739(x): return len(str(x)) + x + 38
def f740(x): return x * 2 + 52
def f741(x): return (x + 3) % 130
def f742(x): return x + 1 if x % 2 else x - 4
def f743(x): return (x ^ 5) + 2
def f744(x): return (x << 1) % 133 + 6
def f745(x): y = x - 7; return y * y % 134
def f746(x): return max(x, 8) - min(x, 5)
def f747(x): return x // 9 + x % 9 + 6
def f748(x): return ((x & 137) | 10) - 7
def f749(x): return len(str(x)) + x + 11
def f750(x): return x * 12 + 9
def f751(x): return (x + 13) % 140
def f752(x): return x + 11 if x % 2 else x - 14
def f753(x): return (x ^ 15) + 12
def f754(x): return (x << 1) % 143 + 16
def f755(x): y = x - 17; return y * y % 144
def f756(x): return max(x, 18) - min(x, 15)
def f757(x): return x // 19 + x % 19 + 16
def f758(x): return ((x & 147) | 20) - 17
def f759(x): return len(str(x)) + x + 21
def f760(x): return x * 22 + 19
def f761(x): return (x + 23) % 150
def f762(x): return x + 21 if x % 2 else x - 24
def f763(x): return (x ^ 25) + 22
def f764(x): return (x << 1) % 153 + 26
def f765(x): y = x - 27; return y * y % 154
def f766(x): return max(x, 28) - min(x, 25)
def f767(x): return x // 29 + x % 29 + 26
def f768(x): return ((x & 157) | 30) - 27
def f769(x): return len(str(x)) + x + 31
def f770(x): return x * 32 + 29
def f771(x): return (x + 33) % 160
def f772(x): return x + 31 if x % 2 else x - 34
def f773(x): return (x ^ 35) + 32
def f774(x): return (x << 1) % 163 + 36
def f775(x): y = x - 37; return y * y % 164
def f776(x): return max(x, 38) - min(x, 35)
def f777(x): return x // 2 + x % 2 + 36
def f778(x): return ((x & 167) | 3) - 37
def f779(x): return len(str(x)) + x + 4
def f780(x): return x * 5 + 39
def f781(x): return (x + 6) % 170
def f782(x): return x + 41 if x % 2 else x - 7
def f783(x): return (x ^ 8) + 42
def f784(x): return (x << 1) % 173 + 9
def f785(x): y = x - 10; return y * y % 174
def f786(x): return max(x, 11) - min(x, 45)
def f787(x): return x // 12 + x % 12 + 46
def f788(x): return ((x & 177) | 13) - 47
def f789(x): return len(str(x)) + x + 14
def f790(x): return x * 15 + 49
def f791(x): return (x + 16) % 180
def f792(x): return x + 51 if x % 2 else x - 17
def f793(x): return (x ^ 18) + 52
def f794(x): return (x << 1) % 183 + 19
def f795(x): y = x - 20; return y * y % 184
def f796(x): return max(x, 21) - min(x, 2)
def f797(x): return x // 22 + x % 22 + 3
def f798(x): return ((x & 187) | 23) - 4
def f799(x): return len(str(x)) + x + 24
def f800(x): return x * 25 + 6
def f801(x): return (x + 26) % 101
def f802(x): return x + 8 if x % 2 else x - 27
def f803(x): return (x ^ 28) + 9
def f804(x): return (x << 1) % 104 + 29
def f805(x): y = x - 30; return y * y % 105
def f806(x): return max(x, 31) - min(x, 12)
def f807(x): return x // 32 + x % 32 + 13
def f808(x): return ((x & 108) | 33) - 14
def f809(x): return len(str(x)) + x + 34
def f810(x): return x * 35 + 16
def f811(x): return (x + 36) % 111
def f812(x): return x + 18 if x % 2 else x - 37
def f813(x): return (x ^ 38) + 19
def f814(x): return (x << 1) % 114 + 2
def f815(x): y = x - 3; return y * y % 115
def f816(x): return max(x, 4) - min(x, 22)
def f817(x): return x // 5 + x % 5 + 23
def f818(x): return ((x & 118) | 6) - 24
def f819(x): return len(str(x)) + x + 7
def f820(x): return x * 8 + 26
def f821(x): return (x + 9) % 121
def f822(x): return x + 28 if x % 2 else x - 10
def f823(x): return (x ^ 11) + 29
def f824(x): return (x << 1) % 124 + 12
def f825(x): y = x - 13; return y * y % 125
def f826(x): return max(x, 14) - min(x, 32)
def f827(x): return x // 15 + x % 15 + 33
def f828(x): return ((x & 128) | 16) - 34
def f829(x): return len(str(x)) + x + 17
def f830(x): return x * 18 + 36
def f831(x): return (x + 19) % 131
def f832(x): return x + 38 if x % 2 else x - 20
def f833(x): return (x ^ 21) + 39
def f834(x): return (x << 1) % 134 + 22
def f835(x): y = x - 23; return y * y % 135
def f836(x): return max(x, 24) - min(x, 42)
def f837(x): return x // 25 + x % 25 + 43
def f838(x): return ((x & 138) | 26) - 44
def f839(x): return len(str(x)) + x + 27
def f840(x): return x * 28 + 46
def f841(x): return (x + 29) % 141
def f842(x): return x + 48 if x % 2 else x - 30
def f843(x): return (x ^ 31) + 49
def f844(x): return (x << 1) % 144 + 32
def f845(x): y = x - 33; return y * y % 145
def f846(x): return max(x, 34) - min(x, 52)
def f847(x): return x // 35 + x % 35 + 53
def f848(x): return ((x & 148) | 36) - 1
def f849(x): return len(str(x)) + x + 37
def f850(x): return x * 38 + 3
def f851(x): return (x + 2) % 151
def f852(x): return x + 5 if x % 2 else x - 3
def f853(x): return (x ^ 4) + 6
def f854(x): return (x << 1) % 154 + 5
def f855(x): y = x - 6; return y * y % 155
def f856(x): return max(x, 7) - min(x, 9)
def f857(x): return x // 8 + x % 8 + 10
def f858(x): return ((x & 158) | 9) - 11
def f859(x): return len(str(x)) + x + 10
def f860(x): return x * 11 + 13
def f861(x): return (x + 12) % 161
def f862(x): return x + 15 if x % 2 else x - 13
def f863(x): return (x ^ 14) + 16
def f864(x): return (x << 1) % 164 + 15
def f865(x): y = x - 16; return y * y % 165
def f866(x): return max(x, 17) - min(x, 19)
def f867(x): return x // 18 + x % 18 + 20
def f868(x): return ((x & 168) | 19) - 21
def f869(x): return len(str(x)) + x + 20
def f870(x): return x * 21 + 23
def f871(x): return (x + 22) % 171
def f872(x): return x + 25 if x % 2 else x - 23
def f873(x): return (x ^ 24) + 26
def f874(x): return (x << 1) % 174 + 25
def f875(x): y = x - 26; return y * y % 175
def f876(x): return max(x, 27) - min(x, 29)
def f877(x): return x // 28 + x % 28 + 30
def f878(x): return ((x & 178) | 29) - 31
def f879(x): return len(str(x)) + x + 30
def f880(x): return x * 31 + 33
def f881(x): return (x + 32) % 181
def f882(x): return x + 35 if x % 2 else x - 33
def f883(x): return (x ^ 34) + 36
def f884(x): return (x << 1) % 184 + 35
def f885(x): y = x - 36; return y * y % 185
def f886(x): return max(x, 37) - min(x, 39)
def f887(x): return x // 38 + x % 38 + 40
def f888(x): return ((x & 188) | 2) - 41
def f889(x): return len(str(x)) + x + 3
def f890(x): return x * 4 + 43
def f891(x): return (x + 5) % 102
def f892(x): return x + 45 if x % 2 else x - 6
def f893(x): return (x ^ 7) + 46
def f894(x): return (x << 1) % 105 + 8
def f895(x): y = x - 9; return y * y % 106
def f896(x): return max(x, 10) - min(x, 49)
def f897(x): return x // 11 + x % 11 + 50
def f898(x): return ((x & 109) | 12) - 51
def f899(x): return len(str(x)) + x + 13
def f900(x): return x * 14 + 53
def f901(x): return (x + 15) % 112
def f902(x): return x + 2 if x % 2 else x - 16
def f903(x): return (x ^ 17) + 3
def f904(x): return (x << 1) % 115 + 18
def f905(x): y = x - 19; return y * y % 116
def f906(x): return max(x, 20) - min(x, 6)
def f907(x): return x // 21 + x % 21 + 7
def f908(x): return ((x & 119) | 22) - 8
def f909(x): return len(str(x)) + x + 23
def f910(x): return x * 24 + 10
def f911(x): return (x + 25) % 122
def f912(x): return x + 12 if x % 2 else x - 26
def f913(x): return (x ^ 27) + 13
def f914(x): return (x << 1) % 125 + 28
def f915(x): y = x - 29; return y * y % 126
def f916(x): return max(x, 30) - min(x, 16)
def f917(x): return x // 31 + x % 31 + 17
def f918(x): return ((x & 129) | 32) - 18
def f919(x): return len(str(x)) + x + 33
def f920(x): return x * 34 + 20
def f921(x): return (x + 35) % 132
def f922(x): return x + 22 if x % 2 else x - 36
def f923(x): return (x ^ 37) + 23
def f924(x): return (x << 1) % 135 + 38
def f925(x): y = x - 2; return y * y % 136
def f926(x): return max(x, 3) - min(x, 26)
def f927(x): return x // 4 + x % 4 + 27
def f928(x): return ((x & 139) | 5) - 28
def f929(x): return len(str(x)) + x + 6
def f930(x): return x * 7 + 30
def f931(x): return (x + 8) % 142
def f932(x): return x + 32 if x % 2 else x - 9
def f933(x): return (x ^ 10) + 33
def f934(x): return (x << 1) % 145 + 11
def f935(x): y = x - 12; return y * y % 146
def f936(x): return max(x, 13) - min(x, 36)
def f937(x): return x // 14 + x % 14 + 37
def f938(x): return ((x & 149) | 15) - 38
def f939(x): return len(str(x)) + x + 16
def f940(x): return x * 17 + 40
def f941(x): return (x + 18) % 152
def f942(x): return x + 42 if x % 2 else x - 19
def f943(x): return (x ^ 20) + 43
def f944(x): return (x << 1) % 155 + 21
def f945(x): y = x - 22; return y * y % 156
def f946(x): return max(x, 23) - min(x, 46)
def f947(x): return x // 24 + x % 24 + 47
def f948(x): return ((x & 159) | 25) - 48
def f949(x): return len(str(x)) + x + 26
def f950(x): return x * 27 + 50
def f951(x): return (x + 28) % 162
def f952(x): return x + 52 if x % 2 else x - 29
def f953(x): return (x ^ 30) + 53
def f954(x): return (x << 1) % 165 + 31
def f955(x): y = x - 32; return y * y % 166
def f956(x): return max(x, 33) - min(x, 3)
def f957(x): return x // 34 + x % 34 + 4
def f958(x): return ((x & 169) | 35) - 5
def f959(x): return len(str(x)) + x + 36
def f960(x): return x * 37 + 7
def f961(x): return (x + 38) % 172
def f962(x): return x + 9 if x % 2 else x - 2
def f963(x): return (x ^ 3) + 10
def f964(x): return (x << 1) % 175 + 4
def f965(x): y = x - 5; return y * y % 176
def f966(x): return max(x, 6) - min(x, 13)
def f967(x): return x // 7 + x % 7 + 14
def f968(x): return ((x & 179) | 8) - 15
def f969(x): return len(str(x)) + x + 9
def f970(x): return x * 10 + 17
def f971(x): return (x + 11) % 182
def f972(x): return x + 19 if x % 2 else x - 12
def f973(x): return (x ^ 13) + 20
def f974(x): return (x << 1) % 185 + 14
def f975(x): y = x - 15; return y * y % 186
def f976(x): return max(x, 16) - min(x, 23)
def f977(x): return x // 17 + x % 17 + 24
def f978(x): return ((x & 189) | 18) - 25
def f979(x): return len(str(x)) + x + 19
def f980(x): return x * 20 + 27
def f981(x): return (x + 21) % 103
def f982(x): return x + 29 if x % 2 else x - 22
def f983(x): return (x ^ 23) + 30
def f984(x): return (x << 1) % 106 + 24
def f985(x): y = x - 25; return y * y % 107
def f986(x): return max(x, 26) - min(x, 33)
def f987(x): return x // 27 + x % 27 + 34
def f988(x): return ((x & 110) | 28) - 35
def f989(x): return len(str(x)) + x + 29
def f990(x): return x * 30 + 37
def f991(x): return (x + 31) % 113
def f992(x): return x + 39 if x % 2 else x - 32
def f993(x): return (x ^ 33) + 40
def f994(x): return (x << 1) % 116 + 34
def f995(x): y = x - 35; return y * y % 117
def f996(x): return max(x, 36) - min(x, 43)
def f997(x): return x // 37 + x % 37 + 44
def f998(x): return ((x & 120) | 38) - 45
def f999(x): return len(str(x)) + x + 2


FUNCTIONS = [
    f000, f001, f002, f003, f004, f005, f006, f007, f008, f009, f010, f011, f012, f013, f014, f015, f016, f017, f018, f019,
    f020, f021, f022, f023, f024, f025, f026, f027, f028, f029, f030, f031, f032, f033, f034, f035, f036, f037, f038, f039,
    f040, f041, f042, f043, f044, f045, f046, f047, f048, f049, f050, f051, f052, f053, f054, f055, f056, f057, f058, f059,
    f060, f061, f062, f063, f064, f065, f066, f067, f068, f069, f070, f071, f072, f073, f074, f075, f076, f077, f078, f079,
    f080, f081, f082, f083, f084, f085, f086, f087, f088, f089, f090, f091, f092, f093, f094, f095, f096, f097, f098, f099,
    f100, f101, f102, f103, f104, f105, f106, f107, f108, f109, f110, f111, f112, f113, f114, f115, f116, f117, f118, f119,
    f120, f121, f122, f123, f124, f125, f126, f127, f128, f129, f130, f131, f132, f133, f134, f135, f136, f137, f138, f139,
    f140, f141, f142, f143, f144, f145, f146, f147, f148, f149, f150, f151, f152, f153, f154, f155, f156, f157, f158, f159,
    f160, f161, f162, f163, f164, f165, f166, f167, f168, f169, f170, f171, f172, f173, f174, f175, f176, f177, f178, f179,
    f180, f181, f182, f183, f184, f185, f186, f187, f188, f189, f190, f191, f192, f193, f194, f195, f196, f197, f198, f199,
    f200, f201, f202, f203, f204, f205, f206, f207, f208, f209, f210, f211, f212, f213, f214, f215, f216, f217, f218, f219,
    f220, f221, f222, f223, f224, f225, f226, f227, f228, f229, f230, f231, f232, f233, f234, f235, f236, f237, f238, f239,
    f240, f241, f242, f243, f244, f245, f246, f247, f248, f249, f250, f251, f252, f253, f254, f255, f256, f257, f258, f259,
    f260, f261, f262, f263, f264, f265, f266, f267, f268, f269, f270, f271, f272, f273, f274, f275, f276, f277, f278, f279,
    f280, f281, f282, f283, f284, f285, f286, f287, f288, f289, f290, f291, f292, f293, f294, f295, f296, f297, f298, f299,
    f300, f301, f302, f303, f304, f305, f306, f307, f308, f309, f310, f311, f312, f313, f314, f315, f316, f317, f318, f319,
    f320, f321, f322, f323, f324, f325, f326, f327, f328, f329, f330, f331, f332, f333, f334, f335, f336, f337, f338, f339,
    f340, f341, f342, f343, f344, f345, f346, f347, f348, f349, f350, f351, f352, f353, f354, f355, f356, f357, f358, f359,
    f360, f361, f362, f363, f364, f365, f366, f367, f368, f369, f370, f371, f372, f373, f374, f375, f376, f377, f378, f379,
    f380, f381, f382, f383, f384, f385, f386, f387, f388, f389, f390, f391, f392, f393, f394, f395, f396, f397, f398, f399,
    f400, f401, f402, f403, f404, f405, f406, f407, f408, f409, f410, f411, f412, f413, f414, f415, f416, f417, f418, f419,
    f420, f421, f422, f423, f424, f425, f426, f427, f428, f429, f430, f431, f432, f433, f434, f435, f436, f437, f438, f439,
    f440, f441, f442, f443, f444, f445, f446, f447, f448, f449, f450, f451, f452, f453, f454, f455, f456, f457, f458, f459,
    f460, f461, f462, f463, f464, f465, f466, f467, f468, f469, f470, f471, f472, f473, f474, f475, f476, f477, f478, f479,
    f480, f481, f482, f483, f484, f485, f486, f487, f488, f489, f490, f491, f492, f493, f494, f495, f496, f497, f498, f499,
    f500, f501, f502, f503, f504, f505, f506, f507, f508, f509, f510, f511, f512, f513, f514, f515, f516, f517, f518, f519,
    f520, f521, f522, f523, f524, f525, f526, f527, f528, f529, f530, f531, f532, f533, f534, f535, f536, f537, f538, f539,
    f540, f541, f542, f543, f544, f545, f546, f547, f548, f549, f550, f551, f552, f553, f554, f555, f556, f557, f558, f559,
    f560, f561, f562, f563, f564, f565, f566, f567, f568, f569, f570, f571, f572, f573, f574, f575, f576, f577, f578, f579,
    f580, f581, f582, f583, f584, f585, f586, f587, f588, f589, f590, f591, f592, f593, f594, f595, f596, f597, f598, f599,
    f600, f601, f602, f603, f604, f605, f606, f607, f608, f609, f610, f611, f612, f613, f614, f615, f616, f617, f618, f619,
    f620, f621, f622, f623, f624, f625, f626, f627, f628, f629, f630, f631, f632, f633, f634, f635, f636, f637, f638, f639,
    f640, f641, f642, f643, f644, f645, f646, f647, f648, f649, f650, f651, f652, f653, f654, f655, f656, f657, f658, f659,
    f660, f661, f662, f663, f664, f665, f666, f667, f668, f669, f670, f671, f672, f673, f674, f675, f676, f677, f678, f679,
    f680, f681, f682, f683, f684, f685, f686, f687, f688, f689, f690, f691, f692, f693, f694, f695, f696, f697, f698, f699,
    f700, f701, f702, f703, f704, f705, f706, f707, f708, f709, f710, f711, f712, f713, f714, f715, f716, f717, f718, f719,
    f720, f721, f722, f723, f724, f725, f726, f727, f728, f729, f730, f731, f732, f733, f734, f735, f736, f737, f738, f739,
    f740, f741, f742, f743, f744, f745, f746, f747, f748, f749, f750, f751, f752, f753, f754, f755, f756, f757, f758, f759,
    f760, f761, f762, f763, f764, f765, f766, f767, f768, f769, f770, f771, f772, f773, f774, f775, f776, f777, f778, f779,
    f780, f781, f782, f783, f784, f785, f786, f787, f788, f789, f790, f791, f792, f793, f794, f795, f796, f797, f798, f799,
    f800, f801, f802, f803, f804, f805, f806, f807, f808, f809, f810, f811, f812, f813, f814, f815, f816, f817, f818, f819,
    f820, f821, f822, f823, f824, f825, f826, f827, f828, f829, f830, f831, f832, f833, f834, f835, f836, f837, f838, f839,
    f840, f841, f842, f843, f844, f845, f846, f847, f848, f849, f850, f851, f852, f853, f854, f855, f856, f857, f858, f859,
    f860, f861, f862, f863, f864, f865, f866, f867, f868, f869, f870, f871, f872, f873, f874, f875, f876, f877, f878, f879,
    f880, f881, f882, f883, f884, f885, f886, f887, f888, f889, f890, f891, f892, f893, f894, f895, f896, f897, f898, f899,
    f900, f901, f902, f903, f904, f905, f906, f907, f908, f909, f910, f911, f912, f913, f914, f915, f916, f917, f918, f919,
    f920, f921, f922, f923, f924, f925, f926, f927, f928, f929, f930, f931, f932, f933, f934, f935, f936, f937, f938, f939,
    f940, f941, f942, f943, f944, f945, f946, f947, f948, f949, f950, f951, f952, f953, f954, f955, f956, f957, f958, f959,
    f960, f961, f962, f963, f964, f965, f966, f967, f968, f969, f970, f971, f972, f973, f974, f975, f976, f977, f978, f979,
    f980, f981, f982, f983, f984, f985, f986, f987, f988, f989, f990, f991, f992, f993, f994, f995, f996, f997, f998, f999,
]


def main(n):
    total = 0
    for turn in range(n):
        for function in FUNCTIONS:
            total = (total + function(total + turn)) % 1000003
    return total
