namespace Sokbo.Gateway.Pages;

public enum PageLanguage
{
    Korean = 0,
    English = 1,
}
