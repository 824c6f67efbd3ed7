# Every view of the console as an administrator sees it, with hostile words in
# whatever has a name (browser/views.mjs): pictures in both themes, axe-core, a
# phone, 200 % zoom.  RELEVO_TEST_SHOTS=DIR keeps the pictures.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Browser;
use Relevo::Desk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $EVIL = '"><img src=x onerror=window.hit=1><svg onload=window.hit=1>';
my $LONG = "$EVIL<script>window.hit=1</script><b>bold</b> {{7*7}} javascript:window.hit=1 hostile";
my $w = desk_world(ada => 'admin', eva => 'agent');
my $tenant = desk_tenant($w);
my $api = $w->{desk}{ada};


# ---- hostile words in everything that has a name ----

sub made {
    my ($name, $r) = @_;

    like($r->{status}, qr/^20[0-4]$/, $name) or diag($r->{body});
    return $r->{json};
}

is($w->webhook(wa_text('I want to talk to a person, now!', from => '5215550666', name => $LONG))->{status},
    200, 'a hostile customer');
my $id = {deeds($w)}->{conversation}->({ from => '5215550666' });
$w->webhook(wa_text($LONG, from => '5215550666', id => 'wamid.EVIL', name => $LONG));
$w->webhook(wa_message('reaction', { message_id => 'wamid.EVIL', emoji => '<b>!</b>' }, from => '5215550666',
    name => $LONG));
$w->webhook(wa_text("Quoting $LONG", from => '5215550666', name => $LONG, reply_to => 'wamid.EVIL'));
wait_until { $w->pg->value('select count(*) from core.message where conversation_id = $1 and text ~ $2',
    $id, 'Quoting') } 30, 'it is stored';

my $path = "/api/v1/conversations/$id";
(my $label = $EVIL) =~ s/([^\w])/sprintf '%%%02X', ord $1/ge;
made('label', $api->put("$path/labels/$label"));
made('note', $api->post("$path/notes", { text => $LONG }));
my $ticket = $w->pg->value('select id from core.ticket where conversation_id = $1', $id);
made('ticket', $api->patch("/api/v1/tickets/$ticket", { subject => $LONG }));
my $team = made('team', $api->post('/api/v1/teams', { name => $LONG }));
my $agent = made('agent', $api->post('/api/v1/agents', { email => 'evil@demo.example', name => $LONG,
    specialties => [$EVIL] }));
made('member', $api->put("/api/v1/teams/$team->{id}/agents/$agent->{id}"));
made('canned reply', $api->post('/api/v1/canned-replies', { shortcut => 'evil', title => $LONG =~ s/.{30}$//r,
    text => $LONG =~ s/\{\{.*?\}\}//r }));
made('template', $api->put('/api/v1/templates/evil/en', { category => 'utility',
    body => $LONG =~ s/\{\{.*?\}\}//r }));
made('knowledge', $api->put('/api/v1/knowledge/evil/en', { items => [{ question => "hostile $LONG",
    answer => $LONG }] }));
made('intent', $api->put('/api/v1/intents/evil', { description => $LONG,
    examples => [map { { language => 'en', text => "$_ $LONG" } } 1 .. 3] }));
made('key', $api->post('/api/v1/keys', { name => $LONG =~ s/.{20}$//r, scopes => ['usage:read'] }));
made('notification route', $api->post('/api/v1/notification-routes', { name => $EVIL, kind => 'webhook',
    target => 'https://hook.example/x', secret => 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    events => ['escalation'] }));
made('persona', $api->put('/api/v1/persona', { persona => $LONG, note => $EVIL }));
made('tenant', $api->patch("/api/v1/tenants/$tenant", { name => $LONG }));
made('brand', $api->patch('/api/v1/branding', { name => $EVIL }));
made('contact', $api->patch('/api/v1/contacts/' . $w->pg->value('select contact_id from core.conversation
    where id = $1', $id), { name => $LONG }));
$w->pg->do(q{insert into core.dead_letter (tenant_id, channel, account, reason, raw)
    values ($1, 'whatsapp', $2, 'poison', convert_to($2, 'UTF8'))}, $tenant, $LONG);
$w->pg->do(q{insert into core.callback (tenant_id, conversation_id, contact_id, from_seq, phone, reason)
    select tenant_id, id, contact_id, 1, '<b>1</b>', $2 from core.conversation where id = $1}, $id, $LONG);
$w->pg->do(q{insert into core.contact_profile (tenant_id, contact_id, profile)
    select tenant_id, contact_id, jsonb_build_object($2::text, $2::text) from core.conversation where id = $1
    on conflict (tenant_id, contact_id) do update set profile = excluded.profile}, $id, $EVIL);
ok((wait_for { $w->pg->value(q{select count(*) from core.rollup where tenant_id = $1
    and metric = 'ticket'}, $tenant) > 0 } 40), 'the figures are made');

browse($w, 'views', { deeds($w) }, $Relevo::Api::PASSWORD, $id, $EVIL);

Relevo::World->finish;
