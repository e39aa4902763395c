/** Words of the moderator's desk beyond the queue: authors, many at once, the log, the room's settings. */
export const vi = {
	search: 'Tìm trong bình luận', searchHint: 'Không cần gõ dấu; tên, nội dung hoặc #thiết bị', all: 'Tìm cả bình luận cũ', loading: 'Đang tải bình luận cũ…',
	narrow: 'Lọc thêm', held: 'Bị giữ', first: 'Lần đầu', anyPage: 'Mọi nguồn', own: 'Trang xem này', of: (device: string) => `Tác giả #${device}`, clear: 'Bỏ lọc',
	nothing: 'Không có bình luận nào khớp', choose: (name: string) => `Chọn bình luận của ${name}`,
	chosen: (count: number) => `Đã chọn ${count}`, chooseAll: 'Chọn tất cả đang lọc', none: 'Bỏ chọn', publishAll: 'Duyệt', hideAll: 'Ẩn',
	most: 'Mỗi lần tối đa 200 bình luận.',
	author: 'Tác giả', authorOf: (name: string, device: string) => `${name} #${device}`, onlyTheirs: 'Xem mọi bình luận của người này',
	kinds: { timeout: 'Tạm dừng', ban: 'Chặn', shadow: 'Ẩn thầm' },
	kindHints: {
		timeout: 'Máy này không gửi được trong thời gian chọn, và được báo còn bao lâu.',
		ban: 'Máy này không gửi được nữa cho tới khi được gỡ, và được báo như vậy.',
		shadow: 'Bình luận của máy này chỉ người viết thấy; họ không được báo.'
	},
	minutes: { 1: '1 phút', 10: '10 phút', 60: '1 giờ', 1440: '24 giờ' }, howLong: 'Trong bao lâu',
	everywhere: 'Trong mọi buổi lễ của đơn vị', hideTheirs: 'Ẩn cả những bình luận đã gửi ở đây', reason: 'Lý do', reasonHint: 'Ghi vào nhật ký duyệt, để giải thích khi có khiếu nại.',
	reasons: ['Quảng cáo', 'Xúc phạm', 'Lặp lại nhiều lần', 'Lạc đề'], optional: 'không bắt buộc', cancel: 'Thôi',
	done: {
		publish: (count: number) => `Đã duyệt ${count}`, hide: (count: number) => `Đã ẩn ${count}`, pin: () => 'Đã ghim', unpin: () => 'Đã bỏ ghim',
		timeout: () => 'Đã tạm dừng tác giả', ban: () => 'Đã chặn tác giả', shadow: () => 'Đã ẩn thầm tác giả', lift: () => 'Đã gỡ', undo: () => 'Đã hoàn tác'
	},
	undo: 'Hoàn tác', undone: 'đã hoàn tác', log: 'Nhật ký duyệt', showLog: 'Xem nhật ký và người bị chặn', noLog: 'Chưa ai duyệt gì.', more: 'Xem thêm',
	deeds: {
		publish: 'duyệt', hide: 'ẩn', pin: 'ghim', unpin: 'bỏ ghim', timeout: 'tạm dừng', ban: 'chặn', shadow: 'ẩn thầm', lift: 'gỡ', undo: 'hoàn tác'
	},
	comments: (count: number) => `${count} bình luận`, heldBack: 'Người bị chặn', nobody: 'Không ai bị chặn.', lift: 'Gỡ',
	until: (time: string) => `đến ${time}`, inUnit: (unit: string) => `mọi buổi lễ của ${unit}`,
	keys: { timeout: 'tạm dừng', ban: 'chặn tác giả', undo: 'hoàn tác', search: 'tìm', choose: 'chọn' },
	settings: 'Cài đặt phòng', slow: 'Giãn nhịp', slowOff: 'Không', seconds: (count: number) => `${count} giây một bình luận`,
	opens: 'Mở trước giờ lễ (phút)', opensHint: 'Để trống: mở ngay khi công bố.', closes: 'Đóng sau khi kết thúc (phút)', length: 'Độ dài tối đa (ký tự)',
	holdLinks: 'Giữ bình luận có đường dẫn', holdFirst: 'Giữ bình luận đầu tiên của mỗi máy', reactions: 'Nhận tim và cờ của người xem', rules: 'Nội quy', rulesHint: 'Người xem đọc trước khi viết.',
	save: 'Lưu cài đặt', saved: 'Đã lưu', shadowed: 'Ẩn thầm'
};

export type ModerationWords = typeof vi;
