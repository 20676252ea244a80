"""Encrypted Word files: named as such, and opened where a password is given (MS-OFFCRYPTO)."""

import io
from typing import NoReturn

from zhupi.errors import UnreadableFile, installing
from zhupi.lang import Text

_ENCRYPTED = Text("文档已加密", "the document is encrypted")


def decrypt(raw: bytes, path: str, password: str) -> bytes:
    """The package inside an encrypted file; raises UnreadableFile."""
    if not password:
        raise UnreadableFile(
            path,
            _ENCRYPTED,
            Text(
                "用 --password-file 给出密码，或用 Word、WPS 打开，取消密码后保存",
                "give its password with --password-file, or save it without one",
            ),
        )
    try:
        import msoffcrypto
    except ImportError:
        raise UnreadableFile(
            path,
            Text("文档已加密，而解密组件没有安装", "encrypted, and what decrypts is not installed"),
            installing("password"),
        ) from None
    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(raw))
        file.load_key(password=password)
        file.decrypt(opened)
    except Exception:  # whatever a damaged or unknown scheme makes the library raise
        _refuse(path)
    return opened.getvalue()


def _refuse(path: str) -> NoReturn:
    raise UnreadableFile(
        path,
        Text("密码不对，或加密方式不支持", "the password is wrong, or the scheme is not known"),
        Text("核对密码，或用 Word、WPS 取消密码后保存", "check it, or save it without a password"),
    ) from None
