using System.Security.Cryptography;

class Tokens
{
    void Reset(User user)
    {
        // ruleid: csharp-predictable-token
        user.ResetToken = new Random().Next().ToString("x");
        var random = new Random();
        // ruleid: csharp-predictable-token
        var password = "p" + random.Next(100000);
        // ruleid: csharp-predictable-token
        string verificationCode = Random.Shared.Next(100000, 999999).ToString();
        // ok: csharp-predictable-token
        user.ResetToken = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        // ok: csharp-predictable-token
        var colour = random.Next(256);
        // ok: csharp-predictable-token
        int code = RandomNumberGenerator.GetInt32(100000, 999999);
    }
}
