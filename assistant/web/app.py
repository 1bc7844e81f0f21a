"""The application: routes from the API's description, services made at start and given back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from aiohttp import web

from assistant.chat.conversation import Conversations
from assistant.chat.engine_thread import EngineThread
from assistant.engine.agent import Assistant
from assistant.process.offers import load_full_guide
from assistant.process.trust import trust_of
from assistant.settings import Settings
from assistant.store.database import Database
from assistant.store.schema import upgrade
from assistant.web import (
    access,
    activity,
    answers,
    catalogue,
    chat,
    demo,
    documents,
    exchange,
    export,
    figures,
    methods,
    municipalities,
    notes,
    paper,
    papers,
    privacy,
    process,
    rounds,
    service,
    sessions,
    together,
    uploads,
)
from assistant.web.client_address import client_address
from assistant.web.description import Operation, check_parameters, operations, read_body
from assistant.web.draining import DRAINING, Draining, draining_middleware
from assistant.web.identity import MEMBER, TRUST, identify
from assistant.web.metrics import METRICS, Metrics, metrics_middleware
from assistant.web.problems import problem_middleware
from assistant.web.rate_limits import RATE_LIMITS, RateLimits, rate_limit_middleware
from assistant.web.roles import check_role
from assistant.web.security import security_middleware
from assistant.web.services import SERVICES, SERVING, Services, asking

LARGEST_BODY = 256 * 1024

ApiHandler = Callable[[web.Request, Any], Awaitable[web.StreamResponse]]

HANDLERS: dict[str, ApiHandler] = {
    "getOpenApi": service.get_description,
    "createSession": sessions.create_session,
    "endSession": sessions.end_session,
    "getIdentity": sessions.get_identity,
    "createInvitation": access.create_invitation,
    "getInvitations": access.get_invitations,
    "revokeInvitation": access.revoke_invitation,
    "getMembers": access.get_members,
    "changeMember": access.change_member,
    "giveAccess": access.give_access,
    "endAccess": access.end_access,
    "findMunicipalities": municipalities.find_municipalities,
    "getChat": chat.get_chat,
    "postChat": chat.post_chat,
    "getProcess": process.get_process,
    "deleteProcess": process.delete_process,
    "deletePerson": privacy.delete_me,
    "exportPerson": privacy.export_me,
    "getGuide": process.get_guide,
    "getRounds": rounds.get_rounds,
    "getDelegations": together.get_delegations,
    "addDelegation": together.add_delegation,
    "withdrawDelegation": together.withdraw_delegation,
    "inviteForDelegation": together.invite_for_delegation,
    "getNotes": notes.get_notes,
    "addNote": notes.add_note,
    "settleNote": notes.settle_note,
    "deleteNote": notes.delete_note,
    "getActivity": activity.get_activity,
    "putProcess": process.put_process,
    "getSharing": exchange.get_sharing,
    "putSharing": exchange.put_sharing,
    "withdrawSharing": exchange.withdraw_sharing,
    "previewSharing": exchange.preview_sharing,
    "findSimilar": exchange.find_similar,
    "getSharedCard": exchange.get_shared_card,
    "findShared": exchange.find_shared,
    "adoptMeasure": exchange.adopt_measure,
    "getChosenByOthers": exchange.get_chosen_by_others,
    "getDocuments": documents.get_documents,
    "getDocument": documents.get_document,
    "getFigure": figures.get_figure,
    "getExport": export.get_export,
    "getMethods": methods.get_methods,
    "getMethod": methods.get_method,
    "getAnswers": answers.get_answers,
    "putAnswer": answers.put_answer,
    "getHistory": answers.get_history,
    "getItems": answers.get_items,
    "addItem": answers.add_item,
    "orderItems": answers.order_items,
    "deleteItem": answers.delete_item,
    "addUpload": uploads.add_upload,
    "confirmUpload": uploads.confirm,
    "getUploads": uploads.get_uploads,
    "deleteUpload": uploads.remove_upload,
    "getTemplate": uploads.get_template,
    "getHealth": service.get_health,
    "getReadiness": service.get_readiness,
}


def make_app(settings: Settings, assistant: Assistant) -> web.Application:
    """The application over a loaded assistant; the database is opened when it starts."""
    app = web.Application(
        client_max_size=LARGEST_BODY,
        middlewares=[
            draining_middleware,
            security_middleware(settings),
            metrics_middleware,
            problem_middleware,
            rate_limit_middleware,
        ],
    )
    # Made before the start, since a frozen application takes no new keys.
    database = Database(settings.database_url, SERVING)
    guide = load_full_guide()
    engine = EngineThread(settings.queue_length)
    conversations = Conversations(database, assistant, guide)
    app[SERVICES] = Services(settings, database, guide, engine, conversations)
    app[METRICS] = Metrics(engine)
    app[TRUST] = trust_of(settings)
    app[RATE_LIMITS] = RateLimits(settings)
    app[DRAINING] = Draining()
    app.cleanup_ctx.append(_services)
    for operation in operations():
        path = settings.base_path.rstrip("/") + operation.path
        app.router.add_route(operation.method, path, _checked(operation), name=operation.id)
    app.router.add_get(settings.base_path, service.get_page, name="page")
    app.router.add_get(settings.base_path + "static/{name}", service.get_file, name="static")
    app.router.add_get(
        settings.base_path + "methoden/", catalogue.get_methods_page, name="page-methods"
    )
    app.router.add_get(
        settings.base_path + "methoden/{method}", catalogue.get_method_page, name="page-method"
    )
    app.router.add_get(settings.base_path + "fragen/{stage}", paper.get_paper, name="page-paper")
    app.router.add_get(settings.base_path + "papiere/", papers.get_papers_page, name="page-papers")
    app.router.add_get(
        settings.base_path + "papiere/{paper}", papers.get_paper_page, name="page-privacy-paper"
    )
    app.router.add_get(settings.base_path + "embed/", demo.get_embed, name="page-embed")
    app.router.add_get(settings.base_path + "demo/", demo.get_demo, name="page-demo")
    if settings.base_path != "/":
        app.router.add_get(settings.base_path.rstrip("/"), _to_base_path)
    return app


async def _services(app: web.Application) -> AsyncIterator[None]:
    services = app[SERVICES]
    upgrade(services.database)
    yield
    await services.offload.close()
    services.engine.stop()
    services.readers.stop()
    services.database.close()


def _checked(operation: Operation) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A handler that is reached only by requests that fit the description."""
    handler = HANDLERS[operation.id]

    async def handle(request: web.Request) -> web.StreamResponse:
        check_parameters(operation, request)
        asking.set(client_address(request))
        if not operation.public:
            await identify(request)
            request.app[RATE_LIMITS].note_good(request)
            asking.set(request[MEMBER].id)
            check_role(operation, request[MEMBER])
        return await handler(request, await read_body(operation, request))

    return handle


async def _to_base_path(request: web.Request) -> web.StreamResponse:
    raise web.HTTPPermanentRedirect(request.path + "/")


def make_internal_app(app: web.Application) -> web.Application:
    """The measurements, for the internal port."""
    internal = web.Application()

    async def metrics(_: web.Request) -> web.StreamResponse:
        return app[METRICS].page()

    internal.router.add_get("/metrics", metrics)
    return internal
