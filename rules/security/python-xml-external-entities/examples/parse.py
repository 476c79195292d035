import xml.sax
from xml.sax.handler import feature_external_ges

from lxml import etree

# ruleid: python-xml-external-entities
first = etree.XMLParser(resolve_entities=True)
# ruleid: python-xml-external-entities
second = etree.XMLParser(load_dtd=True, no_network=False)
# ok: python-xml-external-entities
third = etree.XMLParser(resolve_entities=False, no_network=True)
# ok: python-xml-external-entities
fourth = etree.XMLParser(remove_blank_text=True)
# ok: python-xml-external-entities
fifth = etree.HTMLParser()

reader = xml.sax.make_parser()
# ruleid: python-xml-external-entities
reader.setFeature(feature_external_ges, True)
# ok: python-xml-external-entities
reader.setFeature(feature_external_ges, False)
# ruleid: python-xml-external-entities
reader.setFeature(xml.sax.handler.feature_external_pes, True)
# ok: python-xml-external-entities
reader.setFeature(xml.sax.handler.feature_namespaces, True)


def events(file):
    # ruleid: python-xml-external-entities
    return etree.iterparse(file, resolve_entities=True)
