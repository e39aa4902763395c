/**
 * The public contract's shapes under the names that the screens use. `schema.d.ts` is generated from
 * `openapi.json` (`npm run generate`), so a change of the contract that a screen does not follow fails the check.
 */
import type { components } from './schema.d.ts';

export type Shapes = components['schemas'];

/** Every word of an enumeration, once: a word that the contract gains or loses fails to compile. */
const all =
	<Word extends string>() =>
	<const List extends readonly Word[]>(...list: List & (Exclude<Word, List[number]> extends never ? unknown : never)): List =>
		list;

export type Language = Shapes['LanguageEnum'];
export type Role = Shapes['Role'];
export type ReviewState = Shapes['ReviewStateEnum'];
export type CeremonyState = Shapes['CeremonyState'];
/** The schema leaves these open; the words are the contract's. */
export type ReviewAction = 'submit' | 'approve' | 'send_back' | 'publish' | 'cancel' | 'reopen';
export type CeremonyKind = Shapes['CeremonyKind'];
export type SegmentKind = Shapes['SegmentKind'];
export type PageKind = Shapes['PageKind'];
export const CEREMONY_KINDS = all<CeremonyKind>()(
	'flag_raising', 'commemoration', 'anniversary', 'award', 'conference', 'festival', 'other'
);
export const SEGMENT_KINDS = all<SegmentKind>()(
	'opening', 'flag', 'anthem', 'speech', 'wreath', 'silence', 'film', 'performance', 'award', 'closing', 'other'
);
export const PAGE_KINDS = all<PageKind>()('facebook', 'youtube', 'rtmp', 'srt', 'rehearsal');

export type UnitRef = Shapes['UnitRef'];
export type Unit = Shapes['UnitOut'];
export type Person = Shapes['PersonWithRoles'];
export type Session = Shapes['SessionOut'];

export type CeremonyFields = Required<Omit<Shapes['CeremonyInRequest'], 'slug' | 'cover'>>;
export type Ceremony = Omit<Shapes['CeremonyOut'], 'legal_actions'> & { legal_actions: ReviewAction[] };
export type PublicCeremony = Shapes['PublicCeremonyOut'];
export type Segment = Shapes['SegmentOut'];
export type Rundown = Shapes['RundownOut'];
export type SegmentDraft = Required<Omit<Shapes['SegmentInRequest'], 'id'>> & { id?: number };
export type Cue = Shapes['CueOut'];
export type Mark = Shapes['MarkOut'];
export type CrewMember = Shapes['CrewPlaceOut'];
export type CrewPlace = Shapes['CrewPlaceInRequest'];
export type AuditEntry = Shapes['AuditOut'];

export type Page = Shapes['PageOut'];
export type PageFields = Shapes['PageInRequest'];
export type PageEdit = Shapes['PatchedPageEditRequest'];
export type Loan = Shapes['LoanOut'];
export type PageCheck = Shapes['CheckOut'];

export type Source = Shapes['SourceOut'];
export type SourceMade = Shapes['SourceMade'];
export type Observed = Shapes['ObservedEnum'];
export type ProgramState = Shapes['ProgramPhase'];
export type RelayState = Shapes['RelayPhase'];
export type Relay = Shapes['RelayOut'];
export type Verdict = Relay['verdict'];
export type Broadcast = Shapes['BroadcastOut'];
export type IncidentLine = Shapes['LineOut'];
/** Whether the pages could be sent to. */
export type Board = Shapes['ReadinessOut'];
export type Load = Shapes['LoadOut'];
export type MachineLoad = Shapes['MachineLoad'];
export type Rehearsal = Shapes['RehearsalOut'];
export type RehearsalVerdict = Shapes['VerdictOut'];
export type Fault = Rehearsal['faults'][number];
export type Recording = Shapes['RecordingOut'];
export type Storage = Shapes['StorageOut'];
export type LibraryFile = Shapes['LibraryOut'];
export type Run = Shapes['RunOut'];

/** Sent over the socket only, so the schema does not know it; docs/protocol.md does. */
export interface PublicBroadcast {
	state: 'before' | 'on_air' | 'interrupted' | 'over';
	started_at: string | null;
	first_segment_at: string | null;
	stream: string;
}

export type CommentState = Shapes['CommentState'];
export type CommentAction = 'publish' | 'hide' | 'pin' | 'unpin';
export type PublicComment = Omit<Shapes['AnyCommentOut'], 'device' | 'first_time' | 'handled_by' | 'held_for' | 'hits' | 'shadow'>;
export type DeskComment = Shapes['DeskCommentOut'] & Pick<PublicComment, 'mine'>;
export type WordRules = Shapes['WordsOut'];
export type Tried = Shapes['TryOut'];
export type CrewMessage = Shapes['CrewMessageOut'];
export type Room = Omit<Shapes['RoomOut'], 'seq'>;
export type RoomChange = Shapes['PatchedRoomInRequest'];
