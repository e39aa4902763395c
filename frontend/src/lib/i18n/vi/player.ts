/** Words of the player: what the line carries, what the viewer chooses. */
export const vi = {
	quality: 'Chất lượng',
	choices: { auto: 'Tự động', high: 'Hình rõ', low: 'Tiết kiệm', audio: 'Chỉ nghe' },
	hints: { auto: 'theo mạng', high: 'cỡ lớn nhất', low: '360p', audio: 'không hình' },
	weak: 'Mạng yếu: đang phát tiếng, hình sẽ trở lại khi mạng ổn',
	listening: 'Đang nghe buổi lễ, hình đã tắt',
	showPicture: 'Xem hình'
};

export type PlayerWords = typeof vi;
