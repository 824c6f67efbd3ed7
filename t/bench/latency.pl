# latency - from the POST of a signed webhook to the reply at the Graph API,
# and of a web chat message to its event, one at a time on an idle stack.

use strict;
use warnings;

use JSON::PP;
use Time::HiRes qw(time);
use Test::More ();

use Relevo::Http qw(post_signed);
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $N = shift(@ARGV) // 200;
my $BUILD = $Relevo::World::BUILD;

my $w = Relevo::World->new(binary => "$BUILD/relevo", graph_binary => "$BUILD/bench/fake_graph",
    graph => ['--status', 'sent'], set => { 'turn.burst_ms' => 0, 'log.level' => 'warn' });

show('webhook -> Graph API', 100, map { whatsapp($_) } 0 .. $N);
show('web chat -> event', 250, webchat($N));


sub show {
    my ($title, $bar, @ms) = @_;

    shift @ms;                                  # the first one connects
    my @sorted = sort { $a <=> $b } @ms;
    printf "%-22s p50 %6.1f ms   p99 %6.1f ms   (bar %d ms, p50 is %.2f of it)\n", $title,
        $sorted[@sorted / 2], $sorted[@sorted * 0.99], $bar, $sorted[@sorted / 2] / $bar;
}


# The fake's history is followed at its end, every 0.2 ms.
sub whatsapp {
    my ($i) = @_;

    open my $history, '<', $w->graph->file or die "history: $!\n";
    seek $history, 0, 2;
    my $begin = time;

    $w->webhook(wa_text('hola', from => 5215560000 + $i));
    for (my $text = ''; $text !~ /"kind":"message"/; ) {
        my $line = <$history>;
        die "no reply within 10 s\n" if time > $begin + 10;
        defined $line ? ($text .= $line) : select undef, undef, undef, 0.0002;
        seek $history, 0, 1;
    }

    return (time - $begin) * 1000;
}


sub webchat {
    my ($n) = @_;

    my $token = decode_json($w->http(POST => '/chat/demo/session')->{body})->{token};
    my %auth = (Authorization => "Bearer $token");
    my $live = Relevo::Http->new($w->url)->sse('/chat/demo/live', headers => {%auth});

    return map { one_chat($live, \%auth, $_) } 0 .. $n;
}


sub one_chat {
    my ($live, $auth, $i) = @_;

    my $begin = time;
    my $id = sprintf '%08x-0000-4000-8000-%012x', $$, $i;

    $w->http(POST => '/chat/demo/messages', body => encode_json({ id => $id, text => 'hola' }),
        headers => { %$auth, 'Content-Type' => 'application/json' });
    wait_until {
        my $e = $live->event(5) // return 0;
        (eval { decode_json($e->{data})->{message}{from} } // '') eq 'bot';
    } 10, 'the event';
    return (time - $begin) * 1000;
}

Test::More->builder->no_ending(1);
Relevo::World->over;
1;
