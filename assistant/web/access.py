"""Who may come in: invitations and the people's access, as the founder changes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.process import rights, sign_in
from assistant.process.rights import RightsError, UnknownInvitationError, UnknownMemberError
from assistant.store.access import Invitation
from assistant.store.member_access import Access, accesses_of
from assistant.web.bodies import member_data
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

T = TypeVar("T")


async def create_invitation(request: web.Request, body: Any) -> web.Response:
    """An invitation into the process."""
    member = request[MEMBER]
    services = request.app[SERVICES]
    name = (body.get("name") or "").strip() or None
    days = services.settings.invitation_days
    code, expires_at = await services.write(
        lambda c: sign_in.invite(c, member.process, body["role"], name, days, by=member)
    )
    data = {"code": code, "expires_at": expires_at.isoformat()}
    return web.json_response(data, status=201)


async def get_invitations(request: web.Request, _: Any) -> web.Response:
    """All invitations, without their codes."""
    member = request[MEMBER]
    found = await request.app[SERVICES].read(lambda c: rights.invitations_of(c, member))
    return web.json_response({"invitations": [_invitation_data(one) for one in found]})


async def revoke_invitation(request: web.Request, _: Any) -> web.Response:
    """Takes back an invitation that nobody has taken."""
    member, invitation = request[MEMBER], request.match_info["invitation"]
    await request.app[SERVICES].write(
        _explained(lambda c: rights.revoke_invitation(c, member, invitation))
    )
    return web.Response(status=204)


async def get_members(request: web.Request, _: Any) -> web.Response:
    """The people of the process and whether they can come in."""
    member = request[MEMBER]
    found = await request.app[SERVICES].read(lambda c: accesses_of(c, member.process))
    return web.json_response({"members": [_access_data(one) for one in found]})


async def change_member(request: web.Request, body: Any) -> web.Response:
    """Another role for a member."""
    founder, member = request[MEMBER], request.match_info["member"]
    changed = await request.app[SERVICES].write(
        _explained(lambda c: rights.change_role(c, founder, member, body["role"]))
    )
    return web.json_response(member_data(changed))


async def give_access(request: web.Request, _: Any) -> web.Response:
    """A new access code for a member, or the way in by her house again."""
    founder, member = request[MEMBER], request.match_info["member"]
    code = await request.app[SERVICES].write(
        _explained(lambda c: rights.give_access(c, founder, member))
    )
    return web.json_response({"member": member, "access_code": code}, status=201)


async def end_access(request: web.Request, _: Any) -> web.Response:
    """Closes a member's ways in."""
    founder, member = request[MEMBER], request.match_info["member"]
    await request.app[SERVICES].write(_explained(lambda c: rights.end_access(c, founder, member)))
    return web.Response(status=204)


def _invitation_data(invitation: Invitation) -> dict[str, Any]:
    created = invitation.created_at
    return {
        "id": invitation.id,
        "role": invitation.role,
        "name": invitation.name,
        "created_at": created.isoformat() if created else None,
        "expires_at": invitation.expires_at.isoformat(),
        "member": invitation.member,
    }


def _access_data(access: Access) -> dict[str, Any]:
    return {**member_data(access.member), "access": access.is_open, "by_house": access.by_house}


def _explained(call: Callable[[Connection], T]) -> Callable[[Connection], T]:
    """The call with its own errors as problems, so that the transaction is undone with them."""

    def explained(connection: Connection) -> T:
        try:
            return call(connection)
        except UnknownMemberError:
            raise Problem(404, "Diese Person gibt es in Ihrem Vorhaben nicht.") from None
        except UnknownInvitationError:
            raise Problem(404, "Diese Einladung gibt es in Ihrem Vorhaben nicht.") from None
        except RightsError as error:
            raise Problem(409, str(error)) from None

    return explained
