/** Words of the page where moderators list words. */
export const vi = {
	title: 'Danh sách từ', unit: 'Đơn vị',
	lead: 'Dùng cho mọi buổi lễ của đơn vị và các đơn vị cấp dưới. Bình luận có từ bị giữ chờ người điều phối; có từ bị chặn thì người viết được báo để viết lại.',
	list: 'Mỗi dòng một từ hoặc cụm từ',
	how: 'Dưới [block]: chặn. Dưới [hold]: giữ chờ duyệt. Dưới [allow]: cho qua, ví dụ “chó nghiệp vụ”. “~ngu” bắt cả “ngủ”; “=ngu” chỉ bắt đúng dấu. Sau # là ghi chú.',
	save: 'Lưu danh sách', saved: 'Đã lưu, có hiệu lực ngay', never: 'Chưa ai lưu danh sách này: đây là danh sách gợi ý, đang được dùng.',
	last: (name: string, when: string) => `${name} lưu lúc ${when}`, terms: (count: number) => `${count} dòng`,
	tryTitle: 'Thử', tryHint: 'Gõ một bình luận để xem với danh sách bên trái nó sẽ ra sao. Không gì được lưu.', tryField: 'Bình luận thử',
	refused: 'Bị chặn: người viết phải viết lại', passes: 'Được qua', held: 'Bị giữ chờ duyệt', none: 'Bạn không điều phối bình luận ở đơn vị nào.'
};

export type ListWords = typeof vi;
