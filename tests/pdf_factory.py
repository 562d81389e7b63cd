"""Makes small PDF files with Japanese text, as an office program would: a composite font and a map to Unicode."""

from __future__ import annotations

import zlib

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def make_pdf(*pages: list[str]) -> bytes:
    """A PDF with the lines of each page."""
    objects: list[bytes] = [
        b"",
        b"",
        b"",
        b"",
        b"",
        b"",
    ]  # 1 catalog, 2 pages, 3 font, 4 descendant, 5 map, 6 descriptor
    kids = []
    for lines in pages:
        shown = b" ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T*" for line in lines)
        content = zlib.compress(b"BT /F1 10 Tf 12 TL 50 800 Td " + shown + b" ET")
        objects.append(b"<</Length %d /Filter /FlateDecode>> stream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources <</Font <</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type /Catalog /Pages 2 0 R>>"
    objects[1] = b"<</Type /Pages /Kids [%b] /Count %d>>" % (b" ".join(kids), len(kids))
    objects[2] = (
        b"<</Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R>>"
    )
    objects[3] = (
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /F /FontDescriptor 6 0 R /DW 1000"
        b" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"
    )
    objects[4] = b"<</Length %d>> stream\n%b\nendstream" % (len(_TO_UNICODE), _TO_UNICODE)
    objects[5] = b"<</Type /FontDescriptor /FontName /F /Flags 4>>"
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj %b endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
