# One scrape of nginx shows the product: messages in and out by channel, how
# long a reply took, as the worker children counted them.  And a tenant above
# its rate is answered, too.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(
    set => { 'turn.burst_ms' => 0 },
    nginx => { http => 'relevo_tenant_rate 20r/m;' });


# Of all children together.
sub total {
    my ($series) = @_;

    my $sum = 0;
    for ($w->http(GET => '/metrics')->{body} =~ /^(relevo_worker_\S+ [\d.]+)$/mg) {
        my ($name, $value) = split / /;
        $name =~ s/worker="[^"]*",?//;
        $name =~ s/,?\}/}/;
        $sum += $value if $name eq $series || $name eq "$series\{}";
    }
    return $sum;
}


subtest 'one scrape' => sub {
    is($w->webhook(wa_text('hola'))->{status}, 200, 'accepted');
    ok((wait_for { $w->graph->sent } 15), 'answered');

    my $messages = 'relevo_worker_messages_total{channel="whatsapp",direction=';
    ok((wait_for { total($messages . '"in"}') == 1 } 10), 'one in');
    ok((wait_for { total($messages . '"out"}') >= 1 } 10), 'and out');
    ok((wait_for { total('relevo_worker_reply_seconds_count') == 1 } 10), 'one reply');
    my $sum = total('relevo_worker_reply_seconds_sum');
    cmp_ok($sum, '>=', 0, 'took its time');
    cmp_ok($sum, '<', 15, 'but not more than we waited');
    is(total('relevo_worker_reply_seconds_bucket{le="+Inf"}'), 1, '+Inf');
    is(total('relevo_worker_log_errors_total'), 0, 'no errors');
};


# That they come last is in t/unit/worker_fair.c; here: nobody is forgotten.
subtest 'above the rate of the tenant' => sub {
    my @slow = map { wa_text("n $_", from => "52155501$_") } 10 .. 45;
    is($w->webhook(wa_body({ account => $w->account }, $_))->{status}, 200, 'accepted') for @slow;

    my ($slow) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_limit_slow_total (\d+)$/m;
    cmp_ok($slow, '>=', 10, 'above it');
    ok((wait_for { $w->pg->value('select count(*) from core.conversation') == @slow + 1
        && !$w->pg->value(q{select count(*) from core.conversation c where not exists
            (select 1 from core.outbox o where o.conversation_id = c.id)}) } 30),
        'everybody is answered');
};

Relevo::World->finish;
