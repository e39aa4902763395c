/** Words of the page where a citizen looks up a question. */
export const vi = {
	title: 'Tra cứu kiến nghị', lead: 'Nhập mã đã nhận để biết kiến nghị được xử lý đến đâu.',
	code: 'Mã tra cứu', hint: 'Dạng KN-XXXX-XXXX; chữ hoa hay thường đều được', look: 'Tra cứu', unknown: 'Không có mã này. Xin kiểm tra lại từng chữ.',
	mine: 'Kiến nghị gửi từ máy này', asked: 'Quý vị đã hỏi', unit: 'Đơn vị phụ trách', due: 'Hạn trả lời', late: 'Đã quá hạn', since: 'Lập ngày', answer: 'Trả lời', answeredOn: (day: string) => `Ngày ${day}`, ended: 'Lý do kết thúc',
	states: { new: 'Đã tiếp nhận', assigned: 'Đang xử lý', answered: 'Đã trả lời', closed: 'Đã kết thúc' },
	contact: 'Để lại liên hệ', contactHint: 'Không bắt buộc. Chỉ cán bộ của đơn vị phụ trách đọc được; được mã hoá và tự xoá 90 ngày sau khi kết thúc.', contactLeft: 'Đã có liên hệ. Nhập lại sẽ thay liên hệ cũ.',
	name: 'Họ tên', phone: 'Điện thoại', email: 'Thư điện tử', send: 'Gửi liên hệ', sent: 'Đã nhận liên hệ.',
	answers: 'Các câu trả lời đã công bố', noAnswers: 'Chưa có câu trả lời nào được công bố.', toCeremony: 'Về trang buổi lễ'
};

export type ReceiptWords = typeof vi;
