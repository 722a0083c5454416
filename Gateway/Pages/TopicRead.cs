using System.Runtime.InteropServices;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>A topic that a page was made from, and where it stood then; null where there was nothing.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TopicRead(TopicName Topic, Position? Position);
