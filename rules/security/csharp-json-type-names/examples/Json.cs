using Newtonsoft.Json;

class Json
{
    void Settings()
    {
        // ruleid: csharp-json-type-names
        var all = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All };
        // ruleid: csharp-json-type-names
        serializer.TypeNameHandling = TypeNameHandling.Auto;
        // ruleid: csharp-json-type-names
        var old = new JavaScriptSerializer(new SimpleTypeResolver());
        // ok: csharp-json-type-names
        var none = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None };
        // ok: csharp-json-type-names
        var plain = new JavaScriptSerializer();
    }
}
