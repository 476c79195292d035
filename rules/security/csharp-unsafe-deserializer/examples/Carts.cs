using System.Runtime.Serialization.Formatters.Binary;
using System.Text.Json;

class Carts
{
    object Read(Stream stream)
    {
        // ruleid: csharp-unsafe-deserializer
        return new BinaryFormatter().Deserialize(stream);
    }

    object ReadOld(Stream stream)
    {
        // ruleid: csharp-unsafe-deserializer
        var serializer = new NetDataContractSerializer();
        return serializer.ReadObject(stream);
    }

    Cart ReadJson(Stream stream)
    {
        // ok: csharp-unsafe-deserializer
        var writer = new DataContractSerializer(typeof(Cart));
        // ok: csharp-unsafe-deserializer
        return JsonSerializer.Deserialize<Cart>(stream);
    }
}
