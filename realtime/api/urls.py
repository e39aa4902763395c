"""The REST addresses of this room, under /api/v1/."""

from django.urls import path

from realtime.api import cases, crew_chat, moderation, receipts, views, words

ONE = "ceremonies/<slug:slug>/"
COMMENT = "comments/<int:comment_id>/"
CASE = "cases/<int:case_id>/"
RECEIPT = "receipts/<str:code>/"
urlpatterns = [
    path("units/<int:unit_id>/words/", words.WordsView.as_view()),
    path("units/<int:unit_id>/words/try/", words.TryView.as_view()),
    path(f"{ONE}room/", views.RoomView.as_view()),
    path(f"{ONE}comments/", views.CommentsView.as_view()),
    path(f"{ONE}crew-chat/", crew_chat.CrewChatView.as_view()),
    path(f"{ONE}crew-chat/<int:message_id>/seen/", crew_chat.CrewSeenView.as_view()),
    path(f"{ONE}moderation/", moderation.BulkView.as_view()),
    path(f"{ONE}moderation/<int:entry_id>/undo/", moderation.UndoView.as_view()),
    path(f"{ONE}sanctions/", moderation.SanctionsView.as_view()),
    path("sanctions/<int:sanction_id>/lift/", moderation.LiftView.as_view()),
    path(f"{ONE}answers/", receipts.AnswersView.as_view()),
    path("cases/", cases.CasesView.as_view()),
    path("cases.csv", cases.CasesFileView.as_view()),
    path(CASE, cases.CaseView.as_view()),
    path(f"{CASE}notes/", cases.NotesView.as_view()),
    path(f"{CASE}answer/", cases.AnswerView.as_view()),
    path(f"{CASE}close/", cases.CloseView.as_view()),
    path("receipts/", receipts.OwnReceiptsView.as_view()),
    path(RECEIPT, receipts.ReceiptView.as_view()),
    path(f"{RECEIPT}contact/", receipts.ContactView.as_view()),
    path(f"{COMMENT}case/", cases.LiftView.as_view()),
    path(f"{COMMENT}author/", moderation.AuthorView.as_view()),
    path(f"{COMMENT}publish/", views.PublishView.as_view()),
    path(f"{COMMENT}hide/", views.HideView.as_view()),
    path(f"{COMMENT}pin/", views.PinView.as_view()),
    path(f"{COMMENT}unpin/", views.UnpinView.as_view()),
]
