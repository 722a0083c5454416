using Sokbo.Simulation.Tests.Machines;
using Sokbo.Simulation.Tests.Pages;

namespace Sokbo.Simulation.Tests;

/// <summary>
/// What happens in one run, drawn from the seed: rounds of trouble in which everybody goes on, each followed by two seconds
/// in which everything has healed, and after which every page equals its owners.
/// </summary>
internal sealed class Schedule(World world)
{
    private const int Rounds = 2;

    private readonly Random _random = world.Random;
    private Mood _mood;

    /// <summary>Half of the rounds are of the worst mood.</summary>
    public void Run()
    {
        Begin();
        for (var round = 0; round < Rounds && world.Loop.Violation is null; round++)
        {
            _mood = (Mood)Math.Min(_random.Next(6), (int)Mood.Broken);
            world.Trace.Add($"--- {_mood}");
            Trouble(TimeSpan.FromSeconds(0.6 + (_random.NextDouble() * 1.6)));
            Heal();
            Live(TimeSpan.FromSeconds(1.2), Publish);
            world.RunFor(TimeSpan.FromSeconds(0.8));
            world.CheckThatPagesEqualOwners();
        }
    }

    public void RunPages()
    {
        Begin();
        world.Network.Pushes = world.Network.Calls = new Conditions(0, 0, _random.Next(1, 200));
        Live(TimeSpan.FromSeconds(2), PublishOrOpen);
        world.RunFor(TimeSpan.FromSeconds(1.5));
        world.CheckThatPagesEqualOwners();
    }

    public void RunLostCalls()
    {
        Begin();
        world.IsBroken = true;
        world.Network.Calls = new Conditions(Loss: 1, Duplicates: 0, DelayMillisecondsMax: 8);
        Live(TimeSpan.FromSeconds(0.1 + (2 * _random.NextDouble())), PublishOrOpen);
        Heal();
        world.RunFor(TimeSpan.FromSeconds(2));
        world.CheckThatPagesEqualOwners();
    }

    private void Begin()
    {
        foreach (var topic in world.Topics)
        {
            world.Publish(topic);
        }

        world.RunFor(TimeSpan.FromMilliseconds(100));
        world.Store.BackUp();
        for (var i = 0; i < 3; i++)
        {
            world.OpenPage();
        }

        world.RunFor(TimeSpan.FromMilliseconds(200));
    }

    private void Trouble(TimeSpan span)
    {
        world.IsBroken = _mood >= Mood.LossyCalls;
        world.Network.Pushes = _mood == Mood.Calm ? Conditions.Calm : Worse();
        world.Network.Calls = _mood >= Mood.LossyCalls && _random.Next(2) == 0 ? Worse() : Conditions.Calm;
        world.Store.Failures = _mood == Mood.Broken && _random.Next(3) == 0 ? 0.1 : 0;
        Live(span, Act);
    }

    private void Live(TimeSpan span, Action act)
    {
        var until = world.Loop.Now + span.Ticks;
        while (world.Loop.Now < until && world.Loop.Violation is null)
        {
            act();
            world.RunFor(TimeSpan.FromMilliseconds(_random.NextDouble() * _random.NextDouble() * 120));
        }
    }

    private void Act()
    {
        var draw = _random.Next(100);
        if (draw < 60 || (_mood < Mood.Broken && draw >= 82))
        {
            Publish();
        }
        else if (draw < 82)
        {
            ActOfPage();
        }
        else
        {
            Break();
        }
    }

    private void Publish() => world.Publish(world.Topics[_random.Next(world.Topics.Count)]);

    private void PublishOrOpen()
    {
        if (_random.Next(2) == 0)
        {
            Publish();
        }
        else
        {
            world.OpenPage();
        }
    }

    private void ActOfPage()
    {
        var page = world.Pages[_random.Next(world.Pages.Count)];
        switch (_random.Next(6))
        {
            case 0:
                world.OpenPage();
                break;
            case 1 when page.Connection is { IsOpen: true } connection:
                page.Lost(connection);
                break;
            case 2:
                page.AskAgain();
                break;
            case 3 when page.Connection is { IsOpen: true, IsStalled: false } connection:
                world.Trace.Add($"{page} stalls");
                connection.Stall();
                break;
            case 4:
                Resume(page);
                break;
            default:
                JumpClock();
                break;
        }
    }

    private void Resume(Page page)
    {
        if (page.Connection is { IsStalled: true } connection)
        {
            world.Trace.Add($"{page} takes again");
            connection.Resume();
        }
    }

    private void JumpClock()
    {
        var nodes = Nodes();
        var node = nodes[_random.Next(nodes.Length)];
        node.Clock.WallOffset = TimeSpan.FromMinutes(_random.Next(-600, 600));
        world.Trace.Add($"the clock of {node} jumps");
    }

    private Node[] Nodes() => [.. world.Gateways.Select(gateway => gateway.Node), .. world.Cluster.Silos.Select(silo => silo.Node)];

    private void Break()
    {
        switch (_random.Next(12))
        {
            case 0:
                world.Kill(world.AnyGateway());
                break;
            case 1 or 2:
                KillSilo();
                break;
            case 3 or 4:
                world.Cluster.Split(world.Topics[_random.Next(world.Topics.Count)]);
                break;
            case 5 or 6:
                Freeze();
                break;
            case 7:
                var gateway = world.AnyGateway();
                world.Trace.Add($"{gateway} is cut off");
                world.Network.Cut(gateway.Node);
                break;
            case 8:
                world.Trace.Add($"the cut is mended");
                world.Network.Mend();
                break;
            case 9:
                world.Trace.Add($"membership changes");
                world.Cluster.AgreeOnMembership();
                Notify();
                break;
            case 10:
                world.Store.BackUp();
                break;
            default:
                Restore();
                break;
        }
    }

    private void KillSilo()
    {
        var silos = world.Cluster.Silos.ToArray();
        var silo = silos[_random.Next(silos.Length)];
        world.Trace.Add($"{silo.Node} dies");
        world.Cluster.AddSilo();
        silo.Node.Kill();
        world.Loop.After(TimeSpan.FromMilliseconds(_random.Next(600)), () =>
        {
            world.Cluster.AgreeOnMembership();
            Notify();
        });
    }

    private void Freeze()
    {
        var nodes = Nodes();
        var node = nodes[_random.Next(nodes.Length)];
        world.Trace.Add($"{node} freezes");
        node.Freeze();
        world.Loop.After(TimeSpan.FromMilliseconds(_random.Next(1_500)), () => Thaw(node));
    }

    private void Thaw(Node node)
    {
        if (node.IsFrozen)
        {
            world.Trace.Add($"{node} thaws");
            node.Thaw();
        }
    }

    /// <summary>An operator stops all silos, restores the backup, and starts them again.</summary>
    private void Restore()
    {
        world.Trace.Add($"the store is restored");
        foreach (var silo in world.Cluster.Silos.ToArray())
        {
            silo.Node.Kill();
            world.Cluster.AddSilo();
        }

        world.Store.Restore();
        world.Cluster.AgreeOnMembership();
        Notify();
    }

    /// <summary>The gateways' clients see that connections to silos have changed; not all of them do.</summary>
    private void Notify()
    {
        foreach (var gateway in world.Gateways)
        {
            if (_random.Next(2) == 0)
            {
                gateway.Events.NotifyGatewayCountChanged(1, 2, connectionRecovered: false);
            }
        }
    }

    private void Heal()
    {
        world.Trace.Add($"--- everything heals");
        world.Network.Pushes = world.Network.Calls = Conditions.Calm;
        world.Network.Mend();
        world.Store.Failures = 0;
        foreach (var node in Nodes())
        {
            Thaw(node);
        }

        world.Cluster.AgreeOnMembership();
        world.Cluster.EndSecondActivations();
        foreach (var page in world.Pages)
        {
            Resume(page);
        }

        world.HealedAt = world.IsBroken ? world.Loop.Now : world.HealedAt;
        world.IsBroken = false;
    }

    private Conditions Worse() => new(_random.NextDouble() * 0.5, _random.NextDouble() * 0.2, _random.Next(10, 900));
}
