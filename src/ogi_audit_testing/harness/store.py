"""An S3 service of this machine's own, to keep reports and audits in (moto's server)."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3

KEYS = {
    "AWS_ACCESS_KEY_ID": "of-a-test",
    "AWS_SECRET_ACCESS_KEY": "of-a-test",
    "AWS_DEFAULT_REGION": "us-east-1",
}


class Store:
    """An S3 service on this machine, a process of its own, and one bucket in it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**KEYS, "AWS_ENDPOINT_URL": self.url, "XDG_CACHE_HOME": str(folder)}
        command = [
            sys.executable,
            "-P",
            "-m",
            "moto.server",
            "-H",
            "127.0.0.1",
            "-p",
            str(self.port),
        ]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as asking:
                if not asking.connect_ex(("127.0.0.1", self.port)):
                    break
            time.sleep(0.05)
        self.client = boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id="of-a-test",
            aws_secret_access_key="of-a-test",
            region_name="us-east-1",
        )
        self.client.create_bucket(Bucket="audits")

    def put(self, folder: Path, prefix: str) -> None:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                key = f"{prefix}/{path.relative_to(folder).as_posix()}"
                self.client.put_object(Bucket="audits", Key=key, Body=path.read_bytes())

    def keys(self, prefix: str) -> set[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket="audits", Prefix=f"{prefix}/"
        )
        return {
            one["Key"].removeprefix(f"{prefix}/")
            for page in pages
            for one in page.get("Contents", ())
        }

    def get(self, prefix: str, folder: Path) -> Path:
        for key in self.keys(prefix):
            (folder / key).parent.mkdir(parents=True, exist_ok=True)
            content = self.client.get_object(Bucket="audits", Key=f"{prefix}/{key}")["Body"].read()
            (folder / key).write_bytes(content)
        return folder

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


@contextmanager
def store_in(folder: Path) -> Iterator[Store]:
    """A store as long as this lasts; commands with its environment keep their copies in ``folder``."""
    store = Store(folder)
    try:
        yield store
    finally:
        store.close()
