namespace Sokbo.Load.Ads;

/// <param name="Campaign">Whose banner was shown.</param>
/// <param name="Shown">The creative with the version of its content.</param>
/// <param name="Text">As the decision gave it.</param>
internal sealed record Ticket(string Campaign, string Shown, string Text);
