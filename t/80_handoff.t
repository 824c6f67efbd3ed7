# A conversation changes hands: the customer is told a ticket and a time, an
# agent claims, writes, gives it back or resolves it, the bot goes on, a mark
# is kept.  What happens at the same moment is 81_desk.t.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'answer.below' => 'ask', 'sweep.interval' => 100 });
$w->start(qw(redis postgres));


sub cli_ok {
    my (@args) = @_;

    my $r = $w->cli(@args);
    is($r->{status}, 0, "@args") or diag($r->{err});
    return $r->{out};
}

cli_ok(qw(tenant add shop --language es));
cli_ok(qw(channel add webchat shop --tenant shop));
$w->start('worker');

my $pg = $w->pg;
my $talk = Relevo::Talk->new($w, 'shop');
my $tenant = $pg->value(q{select tenant_id from core.tenant where slug = 'shop'});


# core.<function>(tenant, ...) as the API calls it; the answer.
sub act {
    my ($name, @args) = @_;

    my $list = join ', ', map { '$' . ($_ + 1) } 0 .. @args;
    return $pg->value("select core.$name($list)", $tenant, @args);
}

sub slurp {
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!";
    local $/;
    return scalar <$in>;
}

sub me { return { kind => 'agent', id => $_[0] } }

sub out_texts {
    my ($visitor) = @_;
    return map { $_->{text} } $pg->rows(q{select text from core.message where conversation_id = $1
        and direction = 'out' and seq >= 0 order by created_at, id}, $talk->conversation($visitor)->{id});
}

sub sent {
    my ($visitor, $like) = @_;
    return wait_for {
        $pg->value(q{select count(*) from core.outbox where conversation_id = $1 and state = 'sent'
            and payload ->> 'text' ~ $2}, $talk->conversation($visitor)->{id}, $like);
    } 15;
}

sub ticket {
    my ($visitor) = @_;
    return $pg->row(q{select * from core.ticket where conversation_id = $1 order by id desc limit 1},
        $talk->conversation($visitor)->{id});
}

sub state_of { return $talk->conversation($_[0])->{state} }


subtest 'the command line makes a desk' => sub {
    like(cli_ok(qw(agent add eva@shop.test --tenant shop --name Eva --skills billing --languages), 'es,en'),
        qr/offline\s+agent\s+0\/5/, 'an agent');
    cli_ok(qw(agent add max@shop.test --tenant shop --role supervisor --capacity 2));
    cli_ok(qw(team add cobros --tenant shop));
    like(cli_ok(qw(team join cobros eva@shop.test --tenant shop)), qr/joined/, 'in a team');
    like(cli_ok(qw(team list --tenant shop)), qr/cobros: eva\@shop\.test/, 'which is listed');
    my $r = $w->cli(qw(agent add eva@shop.test --tenant shop));
    is($r->{status}, 1, 'once');
    like($r->{err}, qr/there is an agent with this address/, 'and says so');
    $pg->do(q{create function refuse_late() returns trigger language plpgsql
        as 'begin raise exception ''no more agents''; end'});
    $pg->do(q{create constraint trigger late after insert on core.agent deferrable initially deferred
        for each row execute function refuse_late()});
    $r = $w->cli(qw(agent add leo@shop.test --tenant shop));
    is($r->{status}, 1, 'what the commit refuses');
    like($r->{err}, qr/nothing was changed: no more agents/, 'was not done, and that is said');
    $pg->do('drop function refuse_late() cascade');
    $r = $w->cli(qw(agent set nobody@shop.test --tenant shop --name X));
    like($r->{err}, qr/there is no such agent/, 'one that is not there');
    $r = $w->cli(qw(agent set eva@shop.test --tenant shop --capacity 5000));
    is($r->{status}, 2, 'a capacity that cannot be');
    $r = $w->cli(qw(agent list));
    like($r->{err}, qr/of which tenant/, 'a tenant is needed');
    like(cli_ok(qw(desk show --tenant shop)), qr/"first_response"/, 'the rules of the desk');
    my $file = $w->{dir} . '/desk.json';
    open my $fh, '>', $file or die "$file: $!";
    print $fh '{"csat_seconds": 0, "timezone": "Nowhere/Land"}';
    close $fh;
    like($w->cli(qw(desk set), $file, qw(--tenant shop))->{err}, qr/no time zone "Nowhere/,
        'a rule that is wrong is refused');
    open $fh, '>', $file or die "$file: $!";
    print $fh '{"contact": ["+15550100"]}';
    close $fh;
    like($w->cli(qw(desk set), $file, qw(--tenant shop))->{err}, qr/"contact" is a line/, 'another one');
    open $fh, '>', $file or die "$file: $!";
    # a slow machine is no reason to be away
    print $fh '{"csat_seconds": 0, "accept_minutes": 0, "contact": "+1 555 0100"}';
    close $fh;
    cli_ok(qw(desk set), $file, qw(--tenant shop));
};

my %agent = map { $_->{email} =~ /^(\w+)/ ? ($1 => $_->{id}) : () }
    $pg->rows('select email, id from core.agent');

subtest 'nobody is here, then somebody is' => sub {
    my $t = $talk->turn('ana', 'quiero hablar con una persona');
    my $ticket = ticket('ana');
    is($t->{c}{state}, 'pending_handoff', 'handed over');
    like($t->{text}, qr/Tu número de caso es \Q$ticket->{number}\E\. Ahora mismo no hay nadie libre/,
        'the reply names the ticket and promises nothing');
    like($t->{text}, qr/ También puedes contactarnos aquí: \+1 555 0100$/,
        '... but says how else to reach the shop');
    ok(sent('ana', 'no hay nadie libre'), 'and is sent');
    is($ticket->{origin}, 'bot', 'by the bot');
    like($ticket->{summary}, qr/^Customer: quiero hablar con una persona$/, 'with what was said');
    like(cli_ok(qw(ticket list --tenant shop --queued)), qr/\Q$ticket->{number}\E/, 'it waits');

    $talk->turn('ana', '¿hay alguien?');
    is(scalar(out_texts('ana')), 1, 'the bot is silent meanwhile');

    cli_ok(qw(agent set eva@shop.test --tenant shop --status online));
    is(ticket('ana')->{agent_id}, $agent{eva}, 'who comes gets it at once');
    my $live = join "\n", map { "@{ $_->[1] }" } @{ $w->redis->cmd('XRANGE', 'relevo:live', '-', '+') };
    like($live, qr/agent:$agent{eva}.*"type":"conversation\.assigned"/, 'and is told live');
    unlike($live, qr/hay alguien.*"a":"staff/, 'staff events carry no text');
};

subtest 'claimed, answered, released: the bot goes on' => sub {
    my $c = $talk->conversation('ana');
    my $r = act(handoff_claim => $c->{id}, me($agent{eva}));
    is($r->{state}, 'human', 'claimed');
    $r = act(agent_message => $c->{id}, $agent{eva}, { text => 'Soy Eva, ¿en qué te ayudo?' });
    ok($r->{ok}, 'Eva writes');
    ok(sent('ana', 'Soy Eva'), 'and it is delivered');
    my $live = join "\n", map { "@{ $_->[1] }" } @{ $w->redis->cmd('XRANGE', 'relevo:live', '-', '+') };
    like($live, qr/visitor:ana.*"from":"agent","text":"Soy Eva|visitor:ana.*Soy Eva/, 'to the visitor');
    $talk->turn('ana', 'mi pedido no llega');
    is(ticket('ana')->{status}, 'in_progress', 'the customer answered');
    is($pg->value(q{select count(*) from core.analysis where conversation_id = $1}, $c->{id}),
        $pg->value(q{select last_seq from core.conversation where id = $1}, $c->{id}),
        'each of their messages has its mood, whoever has the conversation');
    is(scalar(out_texts('ana')), 2, 'and the bot did not');
    $r = act(handoff_release => $c->{id}, me($agent{eva}), undef);
    is($r->{state}, 'bot', 'released');
    my $t = $talk->turn('ana', 'hola');
    like($t->{text}, qr/Hola/, 'the bot answers again');
    like($pg->value('select summary from core.conversation_memory where conversation_id = $1', $c->{id}),
        qr/Eva.*gave it back.*Soy Eva/, 'and knows what she did');
};

subtest 'somebody is here: a time is promised' => sub {
    my $t = $talk->turn('ben', 'I want to speak to a human right now');
    like($t->{text}, qr/Your ticket number is TKT-\d{4}-0002\. A person will answer here within \d+ minutes\.$/,
        'in English, with minutes, and nothing else');
    $t = $talk->turn('cle', 'je veux parler à un conseiller humain');
    like($t->{text}, qr/Votre numéro de dossier est TKT-\d{4}-0003/, 'in French');
};

subtest 'resolved, rated, a new episode' => sub {
    my $c = $talk->conversation('ben');
    act(handoff_claim => $c->{id}, me($agent{eva}));
    my $r = act(handoff_resolve => $c->{id}, me($agent{eva}), 'answered', 'all good');
    is($r->{state}, 'resolved', 'resolved');
    ok(sent('ben', '^How was our help'), 'the worker asks for a rating, in the language of the conversation');
    my $t = $talk->turn('ben', '4/5');
    is($t->{reason}, 'rates', 'the answer is understood');
    like($t->{text}, qr/^Thank you for your rating/, 'and acknowledged');
    is($t->{c}{state}, 'resolved', 'it stays resolved');
    my $e = $pg->row('select * from core.episode where conversation_id = $1', $c->{id});
    is("$e->{rating} $e->{agent_id}", "4 $agent{eva}", 'kept for the episode and its agent');
    $t = $talk->turn('ben', 'hello');
    is("$t->{c}{state} $t->{c}{episode}", 'bot ' . ($c->{episode} + 1), 'the next message is a new episode');
    $t = $talk->turn('ben', '5');
    isnt($t->{reason}, 'rates', 'a number is a number again');
    is(act(rating_list => '2020-01-01', '2100-01-01')->[0]{mean}, 4, 'the mean of the agent');
    is(act(handoff_reopen => $c->{id}, { kind => 'api' })->{agent}, $agent{eva}, 'reopened: the same agent');
};

subtest 'a callback is due while the bot has the conversation' => sub {
    my $c = $talk->turn('fay', 'hello')->{c};
    is($c->{state}, 'bot', 'the bot has it');
    my $id = $pg->do(q{insert into core.callback (tenant_id, conversation_id, contact_id, from_seq, reason)
        values ($1, $2, $3, 1, 'about my order') returning id}, $tenant, $c->{id}, $c->{contact_id});
    act(callback_watch => $c->{id}, 1);
    wait_until { state_of('fay') eq 'pending_handoff' } 15, 'it is handed over';
    my $t = ticket('fay');
    is("$t->{reason} $t->{priority} $t->{agent_id}", "callback high $agent{eva}", 'to somebody who calls');
    is($t->{explanation}, 'about my order', '... and knows why');
    act(handoff_claim => $c->{id}, me($agent{eva}));
    act(callback_set => $id, 'done', me($agent{eva}));
    act(handoff_resolve => $c->{id}, me($agent{eva}), 'called', undef);
    unlike(join(' ', out_texts('fay')), qr/TKT-/, 'nobody has written of a ticket');
};

subtest 'the owner dies in every state' => sub {
    $talk->turn('dia', 'quiero un agente humano');
    my $c = $talk->conversation('dia');
    for my $step ([handoff_claim => me($agent{eva})], [handoff_release => me($agent{eva}), undef],
                  [handoff_start => { kind => 'api' }, {}], [handoff_claim => me($agent{eva})],
                  [handoff_resolve => me($agent{eva}), undef, undef]) {
        my ($name, @args) = @$step;
        ok(act($name => $c->{id}, @args)->{ok}, $name);
        $w->kill9(worker => all => 1);
        $w->start('worker');
    }
    ok(sent('dia', 'Una persona|persona'), 'what a dead one should have said is said');
    ok(sent('dia', 'número del 1 '), 'the rating is asked for all the same');
    is($pg->value(q{select count(*) from core.outbox where conversation_id = $1
        and payload ->> 'text' ~ 'número del 1 '}, $c->{id}), 1, 'once');
};


subtest 'limits of channels are the same in SQL as in C' => sub {
    my $source = join '', map { slurp($_) } glob "$FindBin::Bin/../worker/channels/*.[ch]";
    my %define = $source =~ /#define\s+(\w+_TEXT_MAX)\s+(\d+)/g;
    my $n = 0;
    while ($source =~ /\.name = "(\w+)",\n(.*?)\n\};/sg) {
        my ($name, $row) = ($1, $2);
        my ($max) = $row =~ /\.text_max = (\w+)/ or next;
        my ($hours) = $row =~ /\.window_hours = (\d+)/;
        is($pg->value('select core.text_max($1)', $name), $define{$max} // $max, "$name: length of a text");
        is($pg->value('select core.window_hours($1)', $name), $hours // 0, "$name: hours of the window");
        $n++;
    }
    cmp_ok($n, '>=', 7, 'all of them');
};


subtest 'categories of intents are the same in SQL as in C' => sub {
    my $source = slurp("$FindBin::Bin/../worker/decide/topics.c");
    my ($table, $aliases) = $source =~ /topics\[TOPICS\] = \{(.*?)\n\};.*aliases\[\] = \{(.*?)\n\};/s;
    my %of = $table =~ /\{ "(\w+)",\s+"(\w+)"/g;
    is(scalar keys %of, 15, 'fifteen intents');
    my %alias = $aliases =~ /\{ "(\w+)", "(\w+)" \}/g;
    $of{$_} = $of{ $alias{$_} } for keys %alias;
    is($pg->value('select core.ticket_category($1)', $_), $of{$_}, "$_: $of{$_}") for sort keys %of;
    is($pg->value('select core.ticket_source($1, $2)', @$_[0, 1]), $_->[2], "@$_[0, 1]: $_->[2]")
        for ['whatsapp', '1', 'whatsapp'], ['webchat', 'x', 'chat'], ['generic', 'x', 'api'],
            ['twilio', '+15550100', 'sms'], ['twilio', 'whatsapp:+15550100', 'whatsapp'],
            ['twilio', 'messenger:77', 'messenger'], map { [$_, 'x', $_] } qw(messenger instagram telegram);
};


# What the unit tests of text_split() ask for.
subtest 'a text is cut in SQL where C cuts it' => sub {
    my $source = slurp("$FindBin::Bin/unit/channels_send.c");
    my $n = 0;
    my $text = sub {
        my $bytes = join '', map { s/^"|"$//gr } $_[0] =~ /"(?:[^"\\]|\\.)*"/g;
        $bytes =~ s/\\(?:x([0-9a-f]{2})|(n))/$2 ? "\n" : chr hex $1/ge;
        return utf8::decode($bytes) ? $bytes : undef;
    };
    my $string = qr/(?:"(?:[^"\\]|\\.)*"\s*)+/;
    my $call = qr/split_(?:is|by)\(($string),\s*(\d+),\s*(?:TEXT_(\w+),\s*)?8,\s*($string),\s*($string)\)/;
    while ($source =~ /$call/g) {
        my ($whole, $max, $unit, $want, $name) = ($text->($1), $2, $3, $text->($4), $text->($5));
        next if !defined $whole || $whole eq '';
        $unit = { BYTES => 'bytes', UTF16 => 'utf16' }->{ $unit // '' } // 'points';
        is($pg->value(q{select array_to_string(core.text_split($1, $2, $3), '|')}, $whole, $max, $unit),
            $want, $name);
        $n++;
    }
    cmp_ok($n, '>=', 14, 'all of them');
    my %unit = (CODE_POINTS => 'points', BYTES => 'bytes', UTF16 => 'utf16');
    my $rows = join '', map { slurp($_) } glob "$FindBin::Bin/../worker/channels/*.c";
    while ($rows =~ /\.name = "(\w+)",\n(.*?)\n\};/sg) {
        my ($name, $row) = ($1, $2);
        my ($is) = $row =~ /\.text_unit = TEXT_(\w+)/ or next;
        is($pg->value('select core.text_unit($1)', $name), $unit{$is}, "$name: its unit");
    }
};


Relevo::World->finish;
