/** The shapes of the public contract, as the screens use them. Times are ISO 8601 in UTC, durations seconds. */

export type Language = 'vi' | 'en';
export type Role = 'organizer' | 'technician' | 'moderator';
export type ReviewState = 'draft' | 'in_review' | 'approved';
export type CeremonyState = 'scheduled' | 'live' | 'ended' | 'cancelled';
export type ReviewAction = 'submit' | 'approve' | 'send_back' | 'publish' | 'cancel' | 'reopen';
export const CEREMONY_KINDS = [
	'flag_raising', 'commemoration', 'anniversary', 'award', 'conference', 'festival', 'other'
] as const;
export type CeremonyKind = (typeof CEREMONY_KINDS)[number];
export const SEGMENT_KINDS = [
	'opening', 'flag', 'anthem', 'speech', 'wreath', 'silence', 'film', 'performance', 'award', 'closing', 'other'
] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];
export const PAGE_KINDS = ['facebook', 'youtube', 'rtmp', 'rehearsal'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

export interface UnitRef {
	id: number;
	slug: string;
	name: string;
}

export interface Unit extends UnitRef {
	parent: number | null;
	zone: string;
}

export interface PersonRef {
	id: number;
	username: string;
	name: string;
}

export interface Person extends PersonRef {
	roles: Role[];
}

export interface Session {
	user: (PersonRef & { is_superuser: boolean }) | null;
	memberships: { unit: UnitRef; role: Role }[];
	language: Language;
	server_now: string;
	demo: boolean;
}

/** What an organizer writes down about a ceremony. */
export interface CeremonyFields {
	unit: number;
	kind: CeremonyKind;
	title: string;
	summary: string;
	place: string;
	starts_at: string;
	ends_at: string;
}

export interface Ceremony extends Omit<CeremonyFields, 'unit'> {
	slug: string;
	unit: UnitRef;
	cover: string | null;
	review_state: ReviewState;
	state: CeremonyState;
	published_version: number | null;
	published_at: string | null;
	has_unpublished_changes: boolean;
	legal_actions: ReviewAction[];
	my_roles: Role[];
	created_at: string;
	updated_at: string;
}

export interface PublicSegment {
	id: number;
	position: number;
	title: string;
	kind: SegmentKind;
	duration_s: number;
	starts_at: string;
}

export interface PublicCeremony extends Omit<CeremonyFields, 'unit'> {
	slug: string;
	unit: UnitRef;
	cover: string | null;
	state: CeremonyState;
	version: number;
	rundown: PublicSegment[];
	now: number | null;
	cued_at: string | null;
	stream: string;
	server_now: string;
}

export interface Segment extends PublicSegment {
	responsible: string;
	notes: string;
}

export interface Rundown {
	segments: Segment[];
	now: number | null;
	cued_at: string | null;
	server_now: string;
}

export type SegmentDraft = Pick<Segment, 'title' | 'kind' | 'duration_s' | 'responsible' | 'notes'> & { id?: number };

export interface CrewMember {
	user: PersonRef;
	role: Role;
}

export interface AuditEntry {
	at: string;
	actor: string;
	action: string;
	detail: Record<string, unknown>;
}

export interface Page {
	id: number;
	unit: UnitRef;
	name: string;
	kind: PageKind;
	address: string;
	has_key: boolean;
	key_state: 'ok' | 'missing' | 'unreadable';
	public_url: string;
	note: string;
}

export interface PageFields {
	unit: number;
	name: string;
	kind: PageKind;
	address: string;
	public_url: string;
	note: string;
	stream_key?: string;
}

export interface PageCheck {
	ok: boolean;
	code: string;
	message: string;
	ms: number;
}

export interface Problem {
	code: string;
	message: string;
	at?: string;
}

export interface Source {
	id: number;
	kind: 'test_card' | 'file' | 'url';
	name: string;
	loop: boolean;
	path: string | null;
	url: string | null;
	duration_s: number | null;
	problem: Problem | null;
}

export type ProgramState = 'idle' | 'starting' | 'running' | 'backoff' | 'stopping' | 'stopped' | 'failed' | 'ended';
export type RelayState = 'off' | 'waiting' | 'starting' | 'running' | 'backoff' | 'stopping' | 'failed';
export type Observed =
	| 'idle' | 'starting' | 'on_air' | 'reconnecting' | 'stopping' | 'stopped' | 'failed' | 'source_ended';

export interface PageRef {
	id: number;
	name: string;
	kind: PageKind;
	unit: UnitRef;
}

export interface ProcessView {
	bitrate_kbps: number | null;
	since: string | null;
	restarts: number;
	last_error: Problem | null;
	next_try_at: string | null;
}

export interface Program extends ProcessView {
	state: ProgramState;
	fps: number | null;
}

export interface Relay extends ProcessView {
	page: PageRef;
	desired: 'on' | 'off';
	state: RelayState;
}

export interface Broadcast {
	version: number;
	desired: 'idle' | 'on_air' | 'stopped';
	observed: Observed;
	source: Source | null;
	sources: Source[];
	started_at: string | null;
	first_segment_at: string | null;
	ended_at: string | null;
	server_now: string;
	program: Program;
	relays: Relay[];
	available_pages: PageRef[];
	stream: string;
	viewers: number;
	worker: { alive: boolean; seen_at: string | null };
}

export interface PublicBroadcast {
	state: 'before' | 'on_air' | 'interrupted' | 'over';
	started_at: string | null;
	first_segment_at: string | null;
	stream: string;
}

export interface LibraryFile {
	path: string;
	size: number;
	modified_at: string;
}

export interface Run {
	id: number;
	what: 'program' | 'relay';
	page: PageRef | null;
	started_at: string;
	ended_at: string | null;
	exit_code: number | null;
	reason: string;
	tail: string[];
}

export type CommentState = 'pending' | 'published' | 'hidden';
export type CommentAction = 'publish' | 'hide' | 'pin' | 'unpin';

export interface PublicComment {
	id: number;
	name: string;
	body: string;
	at: string;
	pinned: boolean;
	/** Place among the public comments; null until a comment is public for the first time. */
	position: number | null;
	origin: { page: string } | null;
	mine?: boolean;
	state?: CommentState;
	ref?: string;
}

export interface DeskComment extends PublicComment {
	state: CommentState;
	device: string;
	first_time: boolean;
	handled_by: string | null;
}

export interface Room {
	moderation: 'pre' | 'post';
	state: 'open' | 'closed';
	max_length: number;
}
