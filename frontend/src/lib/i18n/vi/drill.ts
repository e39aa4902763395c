/** Words of the rehearsal of a whole ceremony. */
export const vi = {
	title: 'Diễn tập',
	hint: 'Chạy thật từ nguồn tới luồng tiếp sóng, nhưng gửi tới trang tập thay cho trang thật. Người xem không thấy gì.',
	length: 'Thời gian', minutes: (count: number) => `${count} phút`,
	faults: 'Thử các sự cố', badDay: 'Như ngày xấu trời',
	kinds: {
		refuse_key: 'Một trang từ chối khoá', stall: 'Một trang nhận rồi đứng', drop: 'Một trang hay ngắt', slow: 'Một trang trả lời chậm',
		source_cut: 'Mất nguồn', red_button: 'Nút đỏ', encoder: 'Bộ mã hoá bị ngắt'
	},
	start: 'Bắt đầu diễn tập', again: 'Diễn tập lại', stop: 'Dừng diễn tập',
	running: 'Đang diễn tập, KHÔNG lên sóng', left: (time: string) => `còn ${time}`, wins: 'Bấm lên sóng thì diễn tập tự dừng ngay.',
	last: (when: string) => `Diễn tập gần nhất: ${when}`, by: (name: string) => `do ${name}`,
	states: { passed: 'Đạt', failed: 'Chưa đạt', not_tried: 'Chưa thử' },
	expected: 'Cần', measured: 'Đo được', all: (count: number) => `Đạt: ${count} việc`,
	untested: 'Diễn tập không thử được', file: 'Tải biên bản', see: 'Xem biên bản', never: 'Chưa diễn tập lần nào.'
};
