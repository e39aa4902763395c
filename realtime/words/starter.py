"""A short list to begin with: mild, common to all institutions; each edits its own copy. Read by `parse`.

Blocked is only what is an insult wherever it stands, spelled out; what may be meant otherwise is held for a
moderator. No list of names, parties or opinions: what citizens think is not for a filter.
"""

from __future__ import annotations

from realtime.words.terms import Term, parse

STARTER = """
[block]
# Thô tục / obscene
đụ má
đụ mẹ
địt
địt mẹ
lồn
cặc
buồi
đĩ
vãi lồn
vkl
vcl
đcm
đkm
clgt
clmm
# Xúc phạm / insults
óc chó
đồ chó
chó chết
đồ ngu
thằng ngu
con ngu
ngu như bò
súc vật
khốn nạn
mất dạy
vô học
câm mồm
ăn cứt

[hold]
# Có thể là lời thường / may be said in earnest or in passing
đm
ngu
đéo
cút
cứt
mẹ kiếp
bố láo
rác rưởi
thằng điên
con điên
khùng
# Thường thấy ở lừa đảo và quảng cáo / common in fraud and advertising
vay tiền nhanh
vay tín chấp
cho vay lãi
cá độ
lô đề
soi cầu
nhà cái
tài xỉu
việc nhẹ lương cao
nhận thưởng
trúng thưởng
mã otp
kết bạn zalo
inbox mua

[allow]
đi ngủ
buồn ngủ
ngủ ngon
bé ngủ
giấc ngủ
mất ngủ
ngủ dậy
ngủ quên
ngủ say
ngủ muộn
ngủ chưa
ngủ thôi
đội ngũ
nhập ngũ
xuất ngũ
cư ngụ
ngôn ngữ
tục ngữ
thành ngữ
ngũ quả
ngũ cốc
ngữ văn
Đại Ngu
Ngu Công
chó nghiệp vụ
"""


def starter() -> list[Term]:
    """The terms of the list."""
    return parse(STARTER)
