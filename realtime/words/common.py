"""The commonest Vietnamese syllables: what a text may innocently say where it looks like a listed word.

Not a dictionary: only what is seen every day, so that "đi", "các", "lon" or "cho" are read as they stand.
"""

from __future__ import annotations

from realtime.words.letters import fold
from realtime.words.syllables import Written, units, written

WORDS = """
a à á ạ ai ái ăn ăm ảnh anh ánh áo áp âm ấm ẩm ân ấn âu ấy ẩn an án ang áng ao ba bà bá bả bã bạ bác bạc
bạch bài bãi bái bám ban bàn bán bản bạn bang bàng bảng banh bánh bảnh bao bào báo bảo bão bát bay bày bảy
bắc bắt bằng băng bẩn bận bầu bậc bất bật bẻ bé bè bẹ bên bến bền bệnh bếp bể bế bi bì bí bị bỉ bia bìa biên
biến biển biết biệt biểu bích bình binh bính bịnh bò bó bỏ bọ bọc bõ bố bồ bổ bộ bốc bôi bồi bối bội bông
bồng bổng bơ bờ bở bơi bởi bới bớt bú bù bụ bùn bún bụng bụi bùi buôn buồn buổi buộc buồng bưởi bước bức bữa
bướm bưng bừng bút búp bột bốn bọn ca cà cá cả các cách cai cài cái cải cam cảm cám cạm can càn cán cạn căn
cắn cặn căng cẳng canh cành cánh cảnh cạnh cao cào cáo cạo cát cau cay cày cáy cắm cằm cặp cắp cắt cấm cầm
cẩm cần cân cấp câu cầu cậu cẩu cấu cây cấy cậy chà chả cha chạ chai chải chào cháo chạm chán chân chăn chăm
chặn chẳng chặng chạy chay cháy chắc chắn chặt chậm chấm châm chậu cháu châu chất che chè ché chẽ chẻ chém
chén chèo chế chê chết chi chì chí chỉ chị chia chìa chiếc chiến chiều chiếu chim chìm chín chính chỉnh chịu
cho chó chỗ chợ chờ chở chớ chơi chọc chọn chồng chống chông chú chủ chu chùa chua chúa chúc chục chung
chúng chùm chụp chuẩn chuối chuột chuyên chuyến chuyện chuyển chữ chứ chưa chữa chứa chức chửi chừng chứng
chương chừa co cò có cỏ cọ cô cổ cố cỗ cộ cốc cọc coi còi cói cõi con còn cơm cơn cơ cờ cớ cỡ cởi công cong
cộng cồng cổng cống cốt cột cu cù cú củ cũ cụ cụm của cua cùng cúng cũng cung cúc cục cuốc cuộc cuối cuộn
cuốn cuồng cư cứ cừ cự cử cửa cưa cứa cứu cừu cựu cười cưới cưỡi cường cương cướp cút cứng cực da dạ dã dài
dái dại dải dám dạn dân dần dẫn dẩn dập dạy dày dậy dây dấu dầu dâu dâm dấm dậm dâng dẻ dè dé dẻo dế dê dễ
dì dị di dĩ dịch diễn diện diệt diều diệu dinh dính dịp dịu do dò dọ dó dòng dọn dọc dốc dối dồi dội dỗi dốt
dở dơ dỡ dời dơi dớ du dù dụ dụng dục dùng dũng dung dư dự dữ dưa dứa dựa dừa dừng dựng dưng dưới dượng
dương dưỡng dứt duyệt duyên đa đà đá đã đả đạ đai đài đãi đại đàm đám đảm đạm đan đàn đán đản đạn đang đáng
đàng đảng đành đánh đạo đào đảo đáo đạp đáp đạt đau đay đáy đày đặc đắc đăng đắng đằng đặng đẳng đắt đặt đắm
đắn đâm đầm đấm đậm đần đất đật đấu đầu đậu đâu đây đấy đầy đẩy đậy đe đè đẻ đem đen đèn đeo đèo đẹp đê đế
đề để đệ đêm đếm đến đền đều đi đì đĩa địa đích địch đinh đình đính đỉnh định điểm điện điền điên điển điệp
điều điệu điếu đo đò đó đỏ đọ đoàn đoán đoạn đọc đòi đói đội đồi đối đổi đôi đồ độ đô đỗ đổ đố đốc độc đồng
động đông đống đón đơn đờn đợi đời đới đợt đỡ đợ đu đù đú đủ đùa đũa đua đục đúc đúng đùng đứng đừng đưa đứa
đức được đường đương đượm đứt đựng đụng đút e é è em êm én ép êu gà gả gã gái gai gạch gạo gan gàn gán gang
gánh gây gãy gầy gấp gặp gắn gần gật gấu gân ghe ghé ghế ghét ghi ghì gì gia già giá giả giã giai giải giàn
gian giáo giao giáp giảm giám giặc giặt giận giấc giấy giây giầy giày giàu giấu giỏ giọng giỏi giống giông
giờ giơ giới giữ giữa giúp góp góc gọi gỏi gói gò gõ gỗ gồ gốc gối gốm gồm gởi gửi gương gừng ha hà há hạ hả
hai hài hái hải hại hàm hạn hán hàn hàng hãng hạng hang háng hành hạnh hanh hào hảo hạo háo hay hãy háy hát
hạt hắc hắn hằng hăng hâm hầm hận hân hầu hậu hấp hè hé hẹ hẹn hẻm hèn hết hệ hề hên hỉ hiếm hiểm hiên hiến
hiền hiện hiển hiệp hiểu hiếu hiệu hình hoa hoà hòa hóa hoả hoạ hoàn hoan hoàng hoang hoạt hoặc hoài hoại
học hót hỏi hói hội hồi hối hô hồ hố hổ hộ hồn hôn hỗn hông hồng hống hơi hời hơn hợi hợp hở hớ hờ hú hũ
hung hùng hưng hứng hưởng hương hướng hữu hủy huy huynh huyện huyền huyết huế huệ hứa hưu hư hử ì ích im in
ỉa ít ý ỷ y yếu yên yêu kẻ kè ké kem kèm kém kén kèn keo kéo kẹo kẹt kê kế kề kể kệ kênh kết khá khả khác
khách khai khái khám khan khán khăn khắp khắc khắn khẩn khấn khấu khẩu khe khẽ khéo khen khép khế khi khí
khỉ khỏe khoẻ khoa khoá khóa khoan khoản khoảng khoai khoe khó khóc khói khỏi khô khổ khố khối khôn không
khởi khu khù khuất khuẩn khuya khuyên khuyến khứ khúc ki kì kí kia kịch kích kiếm kiểm kiện kiên kiến kiệt
kiểu kim kìm kín kính kinh kíp kỉ kỷ kỳ ký kỹ kịp la là lá lạ lả lã lạc lách lai lại lài lái lãi lam làm lạm
lan làn lán làng lạng lãng lang lanh lành lãnh lạnh lao lào lão láo lau lâu lạy lầm lấm lẫm lắm lăm lăn lặn
lần lẩn lẫn lân lấn lập lắp lấp lặp lặng lắng lăng lầu lậu lấy lẩy lây lầy lẽ lẻ le lè lé leo lèo lẹ lên
lệnh lệ lễ lê lề lịch linh lính lĩnh lì lí lý liền liên liệt liệu liễu lo lò ló lọ lọc loa lòa loá loài loại
loạn loạt lon lòng lóng long lỏng lộc lồng lông lộng lỗi lối lội lôi lời lợi lơi lớp lợp lộ lô lỗ lố lồi lơ
lờ lỡ lớn lợn lộn lốn lù lú lũ lụ lụa lúa lục lúc lui lùi lùm lún lung lùng lũng luôn luận luân luật luyện
luyến lũy lưng lương lượng lường lưới lười lưỡi lược lướt lưu lựu lửa lứa lừa lựa lực lư lừ lữ lụt ma mà má
mả mã mạ mai mài mái mãi màn màng mang mạng máng mạnh mành mảnh mào mão máu mau màu mẫu mát mạt mắt mặt mắc
mặc măng mắng mặn mẩn mãn mạn mất mật mấy mây mày máy may mẩu mầm mâm mâu mẹ mẻ me mè mé mẽ méo mèo mẹo mê
mế mề mệnh mênh mềm mệt mến mi mì mí mị mỉ mỹ mĩ mía miền miễn miếng miệng miêu miếu mình minh mịn mò mó mõ
mọ mỏ mọc móc mọi mỏi môi mồi mối mỗi mới mời mơi món mòn mọn môn mong mỏng mộng mông mồng mộ mồ mô mổ mơ mở
mớ mờ mỡ mợ mốt một mốc mùa mua múa mưa mục múc mui mùi mũi mùng mừng mũ mụ mù mu mủ mưu mươi mười mượn
mường mương mướp mức mực muỗi muối muốn muộn muôn mút muỗng na nà ná nạ nai nài nái nam nám nãm nan nạn nàng
nản nang nạng nào não nao này nay náy nảy năm nắm nằm nặn năng nắng nặng nấc nâng nấm nấu nâu nậu ném nẻ nè
né nén nền nên nếp nếu nết nêu nga ngà ngã ngả ngạc ngai ngài ngại ngàn ngan ngán ngang ngành ngạnh ngày
ngay ngáy ngắm ngăn ngắn ngắt ngâm ngầm ngân ngần ngấn ngất ngẩng ngập nghe nghèo nghé nghệ nghề nghị nghi
nghĩ nghỉ nghĩa nghìn nghiệp nghiệm nghiêm nghiêng ngoài ngoại ngoan ngọc ngọt ngọn ngon ngóng ngõ ngó ngỏ
ngòi ngói ngồi ngôi ngôn ngỗng ngơ ngờ ngớ ngợ ngu ngủ ngũ ngữ ngụ ngự ngừ ngục ngùng ngừng ngưng ngược ngực
người ngượng ngưỡng ngứa nguyên nguyện nguyễn nguyệt nguồn nguội nha nhà nhá nhả nhã nhạc nhạt nhanh nhánh
nhàn nhãn nhạn nhảy nháy nhau nhạy nhắc nhắn nhận nhân nhẫn nhập nhất nhật nhẹ nhé nhèo nhỉ nhì nhị nhiệm
nhiệt nhiên nhiều nhịn nhìn nhịp nho nhỏ nhó nhọ nhóm nhòm nhớ nhờ nhơ nhợ như nhứ nhừ nhưng những nhường
nhượng nhung nhục nhựa ni nì ních niên niệm niềm no nó nỏ nọ nóc nói nỗi nối nổi nồi nội nôi nóng nòng nông
nồng nổ nỗ nộ nộp nở nớ nơ nợ nơi nới nữ nử nư nữa nửa nước nung núi nuôi nuối nương nứt nụ nuốt o ó ò ồ ổ ô
ố ơ ở ờ ớ oai oan oán oanh ong ông ống ôn ồn ổn ôm ốm ơn ớt pha phà phá phả phác phái phải phai phàm phạm
phán phản phạn phân phần phấn phận phẩm phất phẩy phật phạt phát phe phép phê phế phễu phi phì phí phị phía
phiên phiền phiếu phim phò phó phong phòng phóng phỏng phố phổ phô phối phổi phở phơi phu phù phú phủ phụ
phục phúc phụng phùng phương phường phước phượng phút phức qua quà quá quả quạ quạt quan quân quần quấn quận
quản quán quang quảng quanh quay quây quấy quầy quậy quen quét quê quế quên quỷ quý quí quy quỹ qui quỳ quốc
quyền quyển quyết quyến quyên ra rà rá rả rã rạ rác rạch rách rạng ràng ráng rang rảnh rành rào ráo rau rát
rạp rảy rắn rằng răng rằm rặng rất rập rầm rậm rẻ rè ré rẽ rét rèn rễ rể rên rì rỉ ri rí riêng rít rò ró rõ
rọ rỏ rồi rối rời rơi rỗi rỗ rổ rồng rộng ròng rốt rộn ru rù rú rủ rũ rùa rùng rụng rung rừng rưng rương
rước rượu rửa rựa rút ruột ruộng rực sa sà sá sả sạ sách sạch sai sài sải sái sàn san sán sản sang sàng sáng
sảng sánh sao sào sáo sát sạt sau sáu say sảy sắc sắm sắn sẵn sắt sắp sẽ se sẻ sè sen sét séc sếp sên sếu sĩ
si sì sỉ sinh sình sịnh sính sò so sọ sỏ sổ số sồ sô sông sống sóng song sòng sọc sớm sơn sợ sở sơ sờ sợi sỡ
sôi sồi sốt sót su sù sú sủ sũ sư sử sự sứ sửa sữa sức sưng sừng sững súng sung sùng suốt suối suất suy sụp
sút sướng sườn sương ta tà tá tả tã tạ tác tách tai tài tái tải tại tàm tám tạm tan tàn tán tản tang tàng
tạng tàu tay tây tấy tẩy tắc tắm tăm tằm tăng tặng tầng tằng tâm tấm tầm tẩm tân tấn tần tận tập tấp tắt tất
tật tấu tậu té tè tẻ tem ten tên tết tế tê tề tệ tha thà thả thái thải thai thảm tham thám than thán thản
thạch thành thanh thánh thạnh tháng thang thàng thẳng thắng thằng thặng thăng thảo thao tháo thạo thay thảy
thắc thắm thăm thắp thấp thập thấm thầm thẩm thâm thân thần thấn thẩn thận thật thất thấy thầy thây thẻ the
thè thé theo thép thêm thềm thế thể thề thê thi thì thí thị thỉ thích thìa thiên thiện thiến thiếu thiệu
thiểu thiệt thiết thiệp thím thìn thịnh thỉnh thinh thịt thò thó thỏ thọ thoa thoả thỏa thoải thoát thoáng
thoại thôi thổi thối thốn thôn thống thông thời thơ thờ thở thớ thợ thơm thớm thu thù thú thủ thụ thua thuê
thuế thuộc thuốc thuật thuần thuận thúc thục thung thùng thủng thưa thừa thứ thư thử thừ thức thực thưởng
thường thương thượng thước thướt thuở thuỷ thủy thuý thúy thuỳ ti tì tí tị tỉ tỉa tia tích tịch tiếc tiếng
tiệc tiệm tiêm tiên tiền tiến tiện tiễn tiếp tiết tiêu tiểu tiếu tim tìm tin tín tình tỉnh tính tịnh tinh
tĩnh to tò tó tỏ tọ toà tòa toả tỏa toạ tọa toán toàn toan toang toát tóc tỏi tới tôi tối tội tồi tốt tột tô
tổ tố tồ tộ tốc tộc tông tổng tống tôn tồn tốn tổn tơ tờ tớ tợ tơi tớm tợn tra trà trá trả trạ trạch trách
trai trái trải trại trán tràn tran tráng trang tràng trạng tranh tránh trào trao tráo trắng trăng trăm trắm
trặc trận trần trấn trân trật trẻ tre trè tréo trèo treo trên trễ trệ trề trí trì tri trị triển triều triệu
triệt trình trinh trịnh trò tró trọ tròn trong tròng trọng trọn trống trồng trông trốn trộm trộn trở trơ trợ
trớ trời trơi trơn trộ trục trúc trùng trung trúng trứng trưng trừng trực trước trường trương trưởng tru trù
trú trụ trừ trữ truyền truyện truy trưa truông trượt tu tù tú tủ tụ tục túc túi tui tủi tùng tung tuổi tuồi
tuần tuấn tuân tuy tùy tuyên tuyển tuyến tuyết tuyệt tư từ tứ tử tự tưới tươi tường tương tượng tưởng tướng
tức từng tứng tựa tựu tưng u ù ú ủ ụ uống uốn uỷ ủy uy úp ứ ừ ư ướt ước ưng ứng ưu ưa ương va và vá vả vã vạ
vác vách vai vài vải vái vạn vàn ván văn vắn vàng vang váng vãng vắng vào vạt vay vày váy vảy vây vẩy vấy
vậy vẫy văng vặt vắt vẫn vấn vần vận vân vẩn vâng vất vật ve vè vé vẻ vẽ vẹn ven vén vèo vẹt vẹo về vế vệ vê
vết vì vi ví vị vỉ vĩ vía việc viếng viên viền viễn viện viết việt vinh vĩnh vịnh vịt vịn vò vó vỏ võ vọ vòi
vòng vọng vong vội với vơi vời vôi vối vố vồ vô vỗ vợ vớ vờ vỡ vở vơ vốn vòm vồng vu vù vú vũ vụ vui vùi
vùng vung vũng vụng vừa vữa vựa vứt vườn vượn vương vượng vướng vượt vưu xa xà xá xả xã xạ xác xách xanh xảo
xào xáo xao xay xảy xây xấu xâu xâm xăng xắn xe xè xé xẻ xem xen xét xê xế xếp xì xí xỉ xi xin xinh xíu xiên
xỉn xịn xo xò xó xoa xoá xóa xoài xoan xoáy xoay xoè xoong xong xóm xót xóc xông xống xốp xơ xớ xôi xổi xới
xổ xô xu xù xú xũ xua xuân xuất xuống xuôi xúc xương xưởng xứ xử xưa xưng xứng xước boong coong goòng cuỗm
hươu khướu khung khủng cạc bướu lừu
"""

FORMS = frozenset(written(units(fold(word)))[:3] for word in WORDS.split())
KNOWN = frozenset(form[0] for form in FORMS)
_UNMARKED = frozenset(form for form in FORMS if not form[2] and not form[1].strip("."))
# Letters without marks that with marks are a common word.
AMBIGUOUS = frozenset(form[0] for form in FORMS - _UNMARKED)


def is_word(text: Written) -> bool:
    """Whether it is a common word as it stands."""
    return not text.odd and text[:3] in FORMS


def is_ambiguous(base: str) -> bool:
    """Whether these letters without marks may be meant for a common word with marks."""
    return base in AMBIGUOUS
