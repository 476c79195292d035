using System.Security.Cryptography;

class Ciphers
{
    void All()
    {
        // ruleid: csharp-weak-cipher
        using var des = DES.Create();
        using var aes = Aes.Create();
        // ruleid: csharp-weak-cipher
        aes.Mode = CipherMode.ECB;
        // ruleid: csharp-weak-cipher
        var old = new TripleDESCryptoServiceProvider();
        // ok: csharp-weak-cipher
        aes.Mode = CipherMode.CBC;
        // ok: csharp-weak-cipher
        using var gcm = new AesGcm(key, 16);
    }
}
