using System.Net;
using System.Net.Http;

class Client
{
    void Open()
    {
        var handler = new HttpClientHandler();
        // ruleid: csharp-trust-all-certificates
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true;
        // ruleid: csharp-trust-all-certificates
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        // ruleid: csharp-trust-all-certificates
        ServicePointManager.ServerCertificateValidationCallback += (sender, certificate, chain, errors) => true;
        // ok: csharp-trust-all-certificates
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => errors == SslPolicyErrors.None;
    }
}
