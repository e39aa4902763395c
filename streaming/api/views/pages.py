"""Pages of units, and the server's library."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import person_of, require, require_in_unit
from events.api.schema import described
from events.errors import NotFound
from events.permissions import May
from events.selectors import standing_in_unit
from streaming import bodies, messages
from streaming.api.serializers import CheckOut, LibraryOut, PageEdit, PageIn, PageOut
from streaming.models import Page
from streaming.selectors import is_technician, library_files, page_by_id, pages_of
from streaming.services import pages
from streaming.services.pagecheck import check_page


def page_for(request: Request, page_id: int) -> Page:
    """The page, if the caller manages it; who has no role in its unit learns only that there is nothing."""
    page = page_by_id(page_id)
    if page is None:
        raise NotFound
    standing = standing_in_unit(person_of(request), page.unit)
    if not standing.roles:
        raise NotFound
    require(May.MANAGE_PAGES, standing)
    return page


class PagesView(APIView):
    """The pages of the units that the caller reaches as a technician."""

    @described(answers={200: PageOut(many=True)})
    def get(self, request: Request) -> Response:
        """All of them."""
        return Response([bodies.page(page) for page in pages_of(person_of(request))])

    @described(takes=PageIn, answers={201: PageOut})
    def post(self, request: Request) -> Response:
        """A new page."""
        given = PageIn(data=request.data)
        given.is_valid(raise_exception=True)
        require_in_unit(request, given.validated_data["unit"], May.MANAGE_PAGES)
        page = pages.create_page(person_of(request), **given.validated_data)
        return Response(bodies.page(page), status=201)


class PageView(APIView):
    """One page."""

    @described(answers={200: PageOut})
    def get(self, request: Request, page_id: int) -> Response:
        """The page without its key."""
        return Response(bodies.page(page_for(request, page_id)))

    @described(takes=PageEdit, answers={200: PageOut})
    def patch(self, request: Request, page_id: int) -> Response:
        """Change it; a relay that is on air connects again with what is new."""
        page = page_for(request, page_id)
        given = PageEdit(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        return Response(bodies.page(pages.edit_page(person_of(request), page, **given.validated_data)))

    @described(answers={204: None})
    def delete(self, request: Request, page_id: int) -> Response:
        """Delete it; not while it is on air."""
        pages.delete_page(person_of(request), page_for(request, page_id))
        return Response(status=204)


class CheckView(APIView):
    """The pre-flight."""

    @described(takes=None, answers={200: CheckOut})
    def post(self, request: Request, page_id: int) -> Response:
        """Name, port, certificate, RTMP's greeting, key. Nothing is published."""
        check = check_page(page_for(request, page_id))
        message = messages.words(check.code)
        return Response({"ok": check.ok, "code": check.code, "message": message, "ms": check.ms})


class LibraryView(APIView):
    """Video files on the server."""

    @described(answers={200: LibraryOut(many=True)})
    def get(self, request: Request) -> Response:
        """For technicians; nobody else is told of any."""
        return Response(library_files() if is_technician(person_of(request)) else [])
