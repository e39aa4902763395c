/** Words of what a viewer writes and sends. */
export const vi = {
	placeholder: 'Viết bình luận…',
	input: 'Bình luận của quý vị',
	name: 'Tên hiển thị',
	namePlaceholder: 'Tên của quý vị',
	nameNeeded: 'Xin cho biết tên hiển thị.',
	as: (name: string) => `Với tên ${name}`,
	changeName: 'Đổi tên',
	send: 'Gửi',
	preModerated: 'Bình luận hiện lên sau khi được duyệt.',
	tooLong: (over: number) => `Dài quá ${over} chữ cái`,
	left: (count: number) => `Còn ${count} chữ cái`,
	consent: 'Khi gửi, quý vị đồng ý để tên và bình luận hiện công khai.',
	rules: 'Nội quy bình luận',
	slow: (seconds: number) => `Mỗi người gửi một bình luận trong ${seconds} giây.`,
	react: 'Bày tỏ cảm xúc',
	heart: 'Gửi tim',
	flag: 'Vẫy cờ'
};

export type TalkWords = typeof vi;
