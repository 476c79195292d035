using Microsoft.IdentityModel.Tokens;

class Jwt
{
    void Parameters(JwtBearerOptions options)
    {
        // ruleid: csharp-jwt-checks-off
        options.TokenValidationParameters = new TokenValidationParameters { RequireSignedTokens = false, ValidateIssuer = true };
        // ruleid: csharp-jwt-checks-off
        options.TokenValidationParameters.ValidateLifetime = false;
        // ok: csharp-jwt-checks-off
        options.TokenValidationParameters = new TokenValidationParameters { IssuerSigningKey = key, ValidateLifetime = true };
        // ok: csharp-jwt-checks-off
        options.RequireHttpsMetadata = true;
    }
}
