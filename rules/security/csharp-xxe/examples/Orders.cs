using System.Xml;

class Orders
{
    void Open(Stream input)
    {
        // ruleid: csharp-xxe
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse };
        var document = new XmlDocument();
        // ruleid: csharp-xxe
        document.XmlResolver = new XmlUrlResolver();
    }

    void Closed(Stream input)
    {
        // ok: csharp-xxe
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        var document = new XmlDocument();
        // ok: csharp-xxe
        document.XmlResolver = null;
        document.Load(input);
    }
}
