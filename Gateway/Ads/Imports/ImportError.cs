namespace Sokbo.Gateway.Ads.Imports;

/// <param name="Row">As a spreadsheet counts, the header being 1; 0 for a file as a whole.</param>
/// <param name="Column">In the sheet's own words; of a file as a whole <c>sheet</c> or <c>images</c>.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record ImportError(int Row, string Column, string Message);
