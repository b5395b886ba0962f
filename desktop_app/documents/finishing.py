"""Making drawn pages a whole PDF: structure, faces, language and title. No name of a person goes into what describes it."""

import io
from collections.abc import Iterable

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from desktop_app.documents.embedding import UsedFace
from desktop_app.documents.structure import Node, write_structure

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def finished(drawn: bytes, root: Node, faces: Iterable[UsedFace], *, title: str, language: str) -> bytes:
    """The bytes of the whole document. title: what a window shows for it, never a name; language: e.g. "en-GB".

    The same pages give the same bytes: no time of making and no random number goes in.
    """
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        fonts = Dictionary({f"/{used.label}": used.write(pdf) for used in faces})
        for page in pdf.pages:
            page.obj.Resources = Dictionary(Font=fonts, ProcSet=[Name.PDF, Name.Text])
            _drop(page.obj, "/Trans")
        write_structure(pdf, root)
        catalog = pdf.Root
        catalog.Lang = String(language)
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        xmp = _XMP.format(title=_escaped(title), language=_escaped(language))
        catalog.Metadata = Stream(pdf, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
        _drop(catalog, "/Outlines", "/PageMode", "/PageLabels")
        del pdf.docinfo
        pdf.docinfo.Title = String(title)
        out = io.BytesIO()
        pdf.save(out, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drop(dictionary: Object, *keys: str) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]
