# console - what a person waits for at the desk, in Debian's Chromium: the first
# view with 100 conversations waiting, a message from the webhook to the screen,
# interactions with 10,000 conversations loaded; requests and bytes.  The bars
# are those of a quiet machine with two cores; the browser is on it, too.
#
#   ./build.sh bench console [ROUNDS]           5 by default

use strict;
use warnings;

use Test::More ();
use Time::HiRes qw(time);

use Relevo::Api;
use Relevo::Browser;
use Relevo::Desk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $ROUNDS = shift(@ARGV) // 5;
my ($WAITING, $PERSON) = (100, '5215550001');

browser_or_bail();

my $w = desk_world({ binary => "$Relevo::World::BUILD/relevo",
    nginx => { http => 'relevo_api_rate off;' } }, max => 'supervisor');
my $tenant = desk_tenant($w);

for my $n (1 .. $WAITING) {
    my $c = Relevo::Api::conversation($w, 'demo', "v$n", name => "Customer $n", text => "Where is order $n?");
    $w->pg->value(q{select core.handoff_start($1, $2, '{"kind": "system"}',
        '{"reason": "not_arrived", "priority": "high"}')}, $tenant, $c->{id});
}
$w->webhook(wa_text('I want to talk to a person', from => $PERSON));
my %do = deeds($w);
my $id = $do{conversation}->({ from => $PERSON });

figures($w, 'bench', { %do,
    say => sub { my $at = time; $w->webhook(wa_text($_[0]{text}, from => $PERSON)); return 1000 * $at },
}, $Relevo::Api::PASSWORD, $id, $ROUNDS);

my %bytes = bundle();
my $all = $bytes{code};
$all += $bytes{$_} for qw(es pt fr it);
printf "%-44s %.0f KB (bar 150); all five languages %.0f\n", 'every view, in the longest language, compressed',
    $bytes{one} / 1024, $all / 1024;
Relevo::World->over;

1;
