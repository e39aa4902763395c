/** Words of the page where staff handle citizens' questions. */
export const vi = {
	title: 'Kiến nghị', lead: 'Câu hỏi và phản ánh của người dân lấy ra từ bình luận: giao cho đơn vị, trả lời trước hạn.',
	empty: 'Không có kiến nghị nào', emptyHint: 'Bớt điều kiện lọc, hoặc lập kiến nghị từ một bình luận.', choose: 'Chọn một kiến nghị để xem.',
	list: 'Danh sách kiến nghị', more: 'Xem cũ hơn', file: 'Tải CSV', back: 'Về danh sách', keys: 'J K chuyển, / tìm, Esc về danh sách',
	search: 'Tìm', searchHint: 'Mã, nội dung, tên; không cần dấu', unit: 'Đơn vị', everyUnit: 'Mọi đơn vị', state: 'Trạng thái', everyState: 'Tất cả', lateOnly: 'Chỉ trễ hạn',
	states: { new: 'Mới', assigned: 'Đang xử lý', answered: 'Đã trả lời', closed: 'Đã kết thúc' },
	late: 'Trễ hạn', due: (when: string) => `Hạn ${when}`, nobody: 'Chưa có người', code: 'Mã tra cứu', codeHint: 'Đưa mã này cho người dân; họ tra ở trang /tra-cuu.',
	said: 'Bình luận', unseen: 'Bình luận này công chúng không thấy, nên câu trả lời không được công bố.', lifted: (name: string, when: string) => `${name} lập lúc ${when}`,
	handling: 'Xử lý', subject: 'Nội dung', subjectHint: 'Người dân đọc được dòng này', responsible: 'Đơn vị phụ trách', owner: 'Người phụ trách', deadline: 'Hạn trả lời', save: 'Lưu', saved: 'Đã lưu',
	otherStaff: 'Người phụ trách do đơn vị phụ trách chọn.', moves: 'Chuyển đơn vị thì chưa có người phụ trách.',
	contact: 'Liên hệ người dân', noContact: 'Người dân chưa để lại liên hệ.', unreadable: 'Không mở được liên hệ đã lưu. Xin người dân nhập lại ở trang tra cứu.',
	answer: 'Trả lời', answerField: 'Nội dung trả lời', open: 'Công bố cùng bình luận; bỏ chọn thì chỉ người có mã đọc được', send: 'Gửi trả lời', change: 'Sửa trả lời',
	answered: (name: string, when: string) => `${name} trả lời lúc ${when}`, notYours: 'Chỉ cán bộ của đơn vị phụ trách trả lời được.', none: 'Chưa có trả lời.', private: 'Chỉ người có mã đọc được.',
	close: 'Kết thúc', closeAsk: 'Kết thúc kiến nghị này? Không mở lại được.', reason: 'Lý do, người dân sẽ đọc được', closed: (when: string) => `Kết thúc lúc ${when}`,
	notes: 'Ghi chú nội bộ', note: 'Thêm ghi chú', noteHint: 'Chỉ cán bộ xử lý đọc được', addNote: 'Ghi', noNotes: 'Chưa có ghi chú.',
	lift: 'Lập kiến nghị', liftDo: 'Lập kiến nghị', ceremony: 'Buổi lễ', findComment: 'Tìm bình luận', pick: 'Chọn bình luận', noComments: 'Không có bình luận nào như vậy.', noCeremonies: 'Bạn không điều phối buổi lễ nào.'
};

export type CaseWords = typeof vi;
