"""The manifests for Kubernetes: right by the published schema, and true about the assistant."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assistant.cli import make_parser
from assistant.settings import PREFIX, SETTINGS, read_settings
from tests.conftest import PROJECT
from tests.deploy.manifests import check_kubernetes, of_kubernetes, read

PATHS = yaml.safe_load((PROJECT / "assistant/web/openapi.yml").read_text("utf-8"))["paths"]
PODS = ("Deployment", "CronJob")


def pod(kind: str) -> dict[str, Any]:
    """The pod that a manifest makes, with its labels."""
    spec = of_kubernetes()[kind]["spec"]
    template = spec["template"] if kind == "Deployment" else spec["jobTemplate"]["spec"]["template"]
    found: dict[str, Any] = template
    return found


def container(kind: str) -> dict[str, Any]:
    """Its one container."""
    (found,) = pod(kind)["spec"]["containers"]
    return dict(found)


def values() -> dict[str, str]:
    """The settings that the manifests make."""
    return dict(of_kubernetes()["ConfigMap"]["data"])


@pytest.mark.parametrize("kind", sorted(of_kubernetes()))
def test_a_manifest_is_right_by_the_published_schema(kind: str) -> None:
    manifest = of_kubernetes()[kind]
    assert check_kubernetes(manifest) == []
    assert check_kubernetes({**manifest, "unknown": 1}), (
        "the schema must be strict to mean anything"
    )


def test_kustomize_names_every_manifest_and_no_other() -> None:
    listed = set(read("kubernetes/kustomization.yml")["resources"])
    there = {file.name for file in (PROJECT / "deploy/kubernetes").glob("*.yml")}
    assert listed == there - {"kustomization.yml", "secret.example.yml"} | {"secret.yml"}
    image = read("kubernetes/kustomization.yml")["images"][0]["name"]
    assert {container(kind)["image"] for kind in PODS} == {image}


def test_selectors_find_the_pods_of_the_assistant_alone() -> None:
    labels = pod("Deployment")["metadata"]["labels"]
    others = pod("CronJob")["metadata"]["labels"]
    selectors = [
        of_kubernetes()["Deployment"]["spec"]["selector"]["matchLabels"],
        of_kubernetes()["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        of_kubernetes()["Service"]["spec"]["selector"],
        pod("Deployment")["spec"]["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
    ]
    for selector in selectors:
        assert selector.items() <= labels.items()
        assert not selector.items() <= others.items()
    network = of_kubernetes()["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"]
    assert network.items() <= labels.items() and network.items() <= others.items()


def test_probes_ask_what_the_assistant_answers() -> None:
    base = values()["DAKS_BASE_PATH"].rstrip("/")
    ports = {port["name"]: port["containerPort"] for port in container("Deployment")["ports"]}
    for name, path in (("startup", "/healthz"), ("liveness", "/healthz"), ("readiness", "/readyz")):
        asked = container("Deployment")[f"{name}Probe"]["httpGet"]
        assert asked == {"path": base + path, "port": "http"}
        assert "get" in PATHS[path]
    assert ports == {
        "http": int(values()["DAKS_PORT"]),
        "metrics": int(values()["DAKS_INTERNAL_PORT"]),
    }


def test_ports_and_paths_agree_from_the_ingress_to_the_pod() -> None:
    service = of_kubernetes()["Service"]
    (port,) = service["spec"]["ports"]
    assert port["targetPort"] == "http"
    (rule,) = of_kubernetes()["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"] == {
        "name": service["metadata"]["name"],
        "port": {"name": port["name"]},
    }
    assert path["path"] + "/" == values()["DAKS_BASE_PATH"]
    scraped = pod("Deployment")["metadata"]["annotations"]["prometheus.io/port"]
    assert scraped == values()["DAKS_INTERNAL_PORT"]
    open_to = of_kubernetes()["NetworkPolicy"]["spec"]["ingress"]
    assert [entry["ports"][0]["port"] for entry in open_to] == ["http", "metrics"]


def test_every_setting_exists_and_can_be_read() -> None:
    known = {PREFIX + setting.name for setting in SETTINGS}
    assert set(values()) <= known
    # The file of the secret exists in the pod only.
    settings = read_settings({k: v for k, v in values().items() if not k.endswith("_FILE")})
    assert settings.host == "0.0.0.0" and settings.base_path == values()["DAKS_BASE_PATH"]
    drain = settings.drain_seconds
    assert pod("Deployment")["spec"]["terminationGracePeriodSeconds"] >= drain + 45


def test_the_secret_is_mounted_where_the_settings_look() -> None:
    secret = of_kubernetes()["Secret"]
    (key,) = secret["stringData"]
    for kind in PODS:
        (volume,) = [v for v in pod(kind)["spec"]["volumes"] if "secret" in v]
        assert volume["secret"]["secretName"] == secret["metadata"]["name"]
        (mounted,) = [m for m in container(kind)["volumeMounts"] if m["name"] == volume["name"]]
        assert f"{mounted['mountPath']}/{key}" == values()["DAKS_DATABASE_URL_FILE"]
    url = secret["stringData"][key]
    assert read_settings({"DAKS_DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize("kind", PODS)
def test_a_pod_may_nothing_that_it_does_not_need(kind: str) -> None:
    spec = pod(kind)["spec"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    allowed = container(kind)["securityContext"]
    assert allowed["readOnlyRootFilesystem"] is True
    assert allowed["allowPrivilegeEscalation"] is False
    assert allowed["capabilities"] == {"drop": ["ALL"]}
    assert container(kind)["resources"]["limits"]["memory"]
    mounted = {mount["mountPath"] for mount in container(kind)["volumeMounts"]}
    assert {"/tmp", "/data"} <= mounted


@pytest.mark.parametrize("kind", PODS)
def test_a_pod_runs_a_command_that_exists(kind: str) -> None:
    assert make_parser().parse_args(container(kind)["args"])


def test_a_new_version_replaces_the_old_without_a_gap() -> None:
    spec = of_kubernetes()["Deployment"]["spec"]
    assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    assert spec["replicas"] >= 2
