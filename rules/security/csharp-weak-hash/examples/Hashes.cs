using System.Security.Cryptography;

class Hashes
{
    void All(byte[] data)
    {
        // ruleid: csharp-weak-hash
        var md5 = MD5.HashData(data);
        // ruleid: csharp-weak-hash
        using var sha1 = SHA1.Create();
        // ruleid: csharp-weak-hash
        var old = new SHA1Managed();
        // ok: csharp-weak-hash
        var sha256 = SHA256.HashData(data);
        // ok: csharp-weak-hash
        var mac = new HMACSHA256(key);
    }
}
