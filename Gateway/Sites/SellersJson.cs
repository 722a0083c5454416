using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>The form of IAB Tech Lab's <c>sellers.json</c>, 1.0.</summary>
internal static class SellersJson
{
    /// <summary>It is never part of a page, and people read it.</summary>
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SellersFile file)
    {
        var json = new JsonObject();
        if (file.ContactEmail.Length > 0)
        {
            json["contact_email"] = file.ContactEmail;
        }

        json["version"] = "1.0";
        json["sellers"] = new JsonArray([.. file.Sellers.Select(Of)]);
        return json.ToJsonString(Form);
    }

    private static JsonObject Of(Seller seller)
    {
        var json = new JsonObject { ["seller_id"] = seller.Id, ["seller_type"] = seller.Type };
        if (seller.IsConfidential)
        {
            json["is_confidential"] = 1;
        }
        else
        {
            json["name"] = seller.Name;
            json["domain"] = seller.Domain;
        }

        return json;
    }
}
